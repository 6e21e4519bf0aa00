public import CallRuntime
import FlowDocument
public import FlowInterpreter
import FlowLint
public import FlowParser

extension PlatformDefaults {
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
      let place = SourceLocation(line: 1, column: 1)
      let message = "the defaults cannot be read: \(error)"
      throw FlowFindings(errors: [DefaultsCheck.finding(message, in: uri, at: place)])
    }
    let result = FlowParser(options: parsing).parseDocument(source.bytes, uri: uri, charset: source.charset)
    guard let document = result.value else {
      throw FlowFindings(errors: result.diagnostics.filter { $0.severity == .error })
    }
    let others = await documents(named: document, loader, parsing)
    let errors = DefaultsCheck.errors(
      in: document, over: Self.document.document, source: source.bytes, charset: source.charset,
      load: { others[$0] })
    guard errors.isEmpty else { throw FlowFindings(errors: errors) }
    return PreparedDocument(document, over: Self.document)
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
