public import CallRuntime
import FlowDocument
public import FlowInterpreter
import FlowLint
public import FlowParser

extension PlatformDefaults {
  private static let rule = "defaults"

  /// Reads a company's own defaults: what happens where a flow says nothing, as a flow file (VoiceXML 2.0 §5.2.5).
  ///
  /// Its handlers and properties, and its dialogs by their ids, go before the built-in ones; what it leaves out stays as it
  /// was. A `goto` with a fragment in it names a dialog of the defaults, its own or a built-in one (`operator`, `nobody`).
  ///
  /// - Parameter uri: absolute, without a fragment.
  /// - Throws: everything that is wrong in it, each with its place.
  public static func read(
    _ uri: String, loader: any ResourceLoading = StandardLoader(), parsing: ParserOptions = ParserOptions()
  ) async throws(FlowFindings) -> PreparedDocument {
    let source: LoadedResource
    do throws(LoadFailure) {
      source = try await loader.load(uri, by: parsing)
    } catch {
      throw FlowFindings(errors: [.error("the defaults cannot be read: \(error)", rule: rule, in: uri)])
    }
    let result = FlowParser(options: parsing).parseDocument(source.bytes, uri: uri, charset: source.charset)
    guard let document = result.value else {
      throw FlowFindings(errors: result.diagnostics.filter { $0.severity == .error })
    }
    let others = await documents(named: document, loader, parsing)
    let meant = FlowLinter().lint(
      document.over(Self.document.document), source: source.bytes, charset: source.charset, load: { others[$0] })
    let errors = (result.diagnostics + misplaced(in: document, source) + meant).filter { $0.severity == .error }
    guard errors.isEmpty else { throw FlowFindings(errors: errors.sorted { $0.location < $1.location }) }
    return PreparedDocument(document, over: Self.document)
  }

  /// What a flow may have, and defaults never come to.
  private static func misplaced(in document: Document, _ source: LoadedResource) -> [Diagnostic] {
    var errors: [Diagnostic] = []
    if let application = document.application {
      let message = "the defaults have no application root: handlers, properties and dialogs stand in this file"
      errors.append(.error(message, rule: rule, in: document.uri, at: application.location))
    }
    for step in document.initialisation {
      let message = "this is never run: of the defaults only handlers, properties and dialogs count"
      errors.append(.error(message, rule: rule, in: document.uri, at: step.location))
    }
    for place in document.links.map(\.location) + document.routes.map(\.location) {
      let message = "this has no effect: of the defaults only handlers, properties and dialogs count"
      errors.append(.error(message, rule: rule, in: document.uri, at: place))
    }
    return errors
  }

  /// The flows that it leads to, as far as they can be read; what cannot is a finding of its own.
  private static func documents(
    named document: Document, _ loader: any ResourceLoading, _ parsing: ParserOptions
  ) async -> [String: Document] {
    var documents: [String: Document] = [:]
    for uri in WalkedFlow(document).localFlows {
      do throws(LoadFailure) {
        let loaded = try await loader.load(uri, by: parsing)
        documents[uri] = FlowParser(options: parsing).parseDocument(loaded.bytes, uri: uri).value
      } catch {
        continue
      }
    }
    return documents
  }
}

extension Document {
  /// With the dialogs of another one whose ids it does not have: what a fragment in defaults may name.
  fileprivate func over(_ other: Document) -> Document {
    let more = other.dialogs.filter { dialog in dialog.id.map { dialogIndex[$0.value] == nil } ?? false }
    return Document(
      uri: uri, base: base, version: version, application: application, language: language,
      initialisation: initialisation, properties: properties, handlers: handlers, links: links, metas: metas,
      dialogs: dialogs + more, routes: routes, usesExtensions: usesExtensions, location: location)
  }
}

extension Initialisation {
  fileprivate var location: SourceLocation {
    switch self {
    case .variable(let variable): variable.location
    case .script(let script): script.location
    case .data(let data): data.location
    case .calendar(let calendar): calendar.location
    }
  }
}
