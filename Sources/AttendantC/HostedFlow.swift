import CallInterface
import CallRuntime
import FlowDocument
import FlowInterpreter
import FlowLint
import FlowParser
import Glibc
import Synchronization

/// A flow that a host runs calls of.
final class HostedFlow: Sendable {
  /// Where calls begin, with or without a fragment.
  let uri: String
  /// What was read for its calls; each document and grammar once.
  let store = ResourceStore()
  /// The first document, where the host brought it.
  let first: LoadedResource?
  /// Whether the library reads files itself.
  let readsFiles: Bool
  private let chosenDefaults = Mutex<PreparedDocument>(PlatformDefaults.document)

  /// A document that the host brings.
  init(uri: String, bytes: [UInt8], contentType: String?) throws(HostFault) {
    guard URIParts(uri).scheme != nil else { throw Self.notAbsolute(uri) }
    let first = LoadedResource(
      uri: URIReference.splitFragment(uri).uri, bytes: bytes, contentType: contentType)
    try Self.check(first)
    self.uri = uri
    self.first = first
    readsFiles = false
  }

  /// A file, and the files that it refers to.
  init(path: String) throws(HostFault) {
    let resource = try Self.read(path, limit: store.options.sizeLimit)
    try Self.check(resource)
    uri = resource.uri
    first = nil
    readsFiles = true
  }

  // MARK: Defaults

  /// What happens where the flow says nothing, in calls that begin now.
  var defaults: PreparedDocument { chosenDefaults.withLock { $0 } }

  /// Puts a company's own defaults before the built-in ones.
  func useDefaults(path: String) throws(HostFault) {
    try useDefaults(try Self.read(path, limit: store.options.sizeLimit))
  }

  /// - Parameter source: its URI is where their references begin.
  func useDefaults(_ source: LoadedResource) throws(HostFault) {
    guard URIParts(source.uri).scheme != nil else { throw Self.notAbsolute(source.uri) }
    let builtIn = PlatformDefaults.document
    let document = try Self.document(source)
    let errors = DefaultsCheck.errors(
      in: document, over: builtIn.document, source: source.bytes, charset: source.charset, load: { _ in nil })
    guard errors.isEmpty else { throw HostFault(errors.map(\.description).joined(separator: "\n")) }
    let prepared = PreparedDocument(document, over: builtIn)
    chosenDefaults.withLock { $0 = prepared }
  }

  // MARK: Reading

  private static func notAbsolute(_ uri: String) -> HostFault {
    HostFault("uri: '\(uri)' is not absolute; 'http://…' or 'file:///…' would be")
  }

  private static func read(_ path: String, limit: Int) throws(HostFault) -> LoadedResource {
    guard let absolute = realpath(path, nil) else {
      throw HostFault("\(path): \(String(cString: strerror(errno)))")
    }
    defer { free(absolute) }
    let uri = FileLoader.uri(ofPath: try CText.read(absolute, "path"))
    let loaded = waiting { () -> Result<LoadedResource, LoadFailure> in
      do throws(LoadFailure) {
        let request = LoadRequest(uri: uri, sizeLimit: limit)
        return .success(try await FileLoader().load(request, session: FetchSession(isVirtual: true) { 0 }))
      } catch {
        return .failure(error)
      }
    }
    switch loaded {
    case .success(let resource): return resource
    case .failure(let failure): throw HostFault("\(path): \(failure)")
    }
  }

  /// Every finding at once, not the first only, as a call would tell it.
  private static func check(_ document: LoadedResource) throws(HostFault) { _ = try self.document(document) }

  private static func document(_ source: LoadedResource) throws(HostFault) -> Document {
    let result = FlowParser().parseDocument(source.bytes, uri: source.uri, charset: source.charset)
    guard let document = result.value else {
      throw HostFault(result.diagnostics.map(\.description).joined(separator: "\n"))
    }
    return document
  }
}
