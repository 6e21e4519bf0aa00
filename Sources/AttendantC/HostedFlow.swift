import CallInterface
import CallRuntime
import FlowParser
import Glibc

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

  /// A document that the host brings.
  init(uri: String, bytes: [UInt8], contentType: String?) throws(HostFault) {
    guard URIParts(uri).scheme != nil else {
      throw HostFault("uri: '\(uri)' is not absolute; 'http://…' or 'file:///…' would be")
    }
    let first = LoadedResource(
      uri: URIReference.splitFragment(uri).uri, bytes: bytes, contentType: contentType)
    try Self.check(first)
    self.uri = uri
    self.first = first
    readsFiles = false
  }

  /// A file, and the files that it refers to.
  init(path: String) throws(HostFault) {
    guard let absolute = realpath(path, nil) else {
      throw HostFault("\(path): \(String(cString: strerror(errno)))")
    }
    defer { free(absolute) }
    let uri = FileLoader.uri(ofPath: try CText.read(absolute, "path"))
    let loaded = waiting { [limit = store.options.sizeLimit] () -> Result<LoadedResource, LoadFailure> in
      do throws(LoadFailure) {
        let request = LoadRequest(uri: uri, sizeLimit: limit)
        return .success(try await FileLoader().load(request, session: FetchSession(isVirtual: true) { 0 }))
      } catch {
        return .failure(error)
      }
    }
    switch loaded {
    case .success(let resource): try Self.check(resource)
    case .failure(let failure): throw HostFault("\(path): \(failure)")
    }
    self.uri = uri
    first = nil
    readsFiles = true
  }

  /// Every finding at once, not the first only, as a call would tell it.
  private static func check(_ document: LoadedResource) throws(HostFault) {
    let result = FlowParser().parseDocument(document.bytes, uri: document.uri, charset: document.charset)
    guard result.value == nil else { return }
    throw HostFault(result.diagnostics.map(\.description).joined(separator: "\n"))
  }
}
