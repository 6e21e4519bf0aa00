import CallInterface
import FlowDocument
import FlowParser
import Grammar

/// A grammar together with everything it refers to.
struct GatheredGrammar: Sendable {
  let file: GrammarFile
  /// In order of URI.
  let dependencies: [ResourceReference]
}

extension ResourceStore {
  /// Reads a grammar and fetches, once each, the grammars it refers to, directly or not (SRGS §2.2.2).
  func gather(
    _ loaded: LoadedResource, like request: LoadRequest, session: FetchSession, through loader: any ResourceLoading
  ) async -> Result<GatheredGrammar, BadContent> {
    let root: GrammarDocument
    switch await readAlone(loaded) {
    case .failure(let bad): return .failure(bad)
    case .success(let (document, _)): root = document
    }
    var found: [String: GrammarDocument] = [:]
    var dependencies: Set<ResourceReference> = []
    var waiting = external(root)
    while let uri = waiting.popLast() {
      guard found[uri] == nil else { continue }
      guard found.count < options.grammarLimit else {
        return .failure(.malformed("it refers to more than \(options.grammarLimit) grammars"))
      }
      var next = request
      next.uri = uri
      next.body = nil
      do throws(LoadFailure) {
        let dependency = try await loader.load(next, session: session)
        switch await readAlone(dependency) {
        case .failure(let bad): return .failure(.reference(uri, bad.reason, event: bad.event))
        case .success(let (document, reference)):
          found[uri] = document
          dependencies.insert(reference)
          waiting += external(document)
        }
      } catch {
        return .failure(.reference(uri, error.reason, event: error.event))
      }
    }
    let ordered = dependencies.sorted { ($0.uri, $0.version) < ($1.uri, $1.version) }
    return .success(GatheredGrammar(file: GrammarFile(document: root, references: found), dependencies: ordered))
  }

  /// What must be fetched; built-in grammars are at hand.
  private func external(_ document: GrammarDocument) -> [String] {
    CompiledGrammar.references(of: document).filter { URIParts($0).scheme != "builtin" }
  }

  private func readAlone(
    _ loaded: LoadedResource
  ) async -> Result<(GrammarDocument, ResourceReference), BadContent> {
    let resource = grammars.resource(
      uri: loaded.uri, identity: ContentIdentity(loaded.bytes, charset: loaded.charset))
    let reading = await resource.reading(.grammar) {
      guard !Self.isForeignFormat(loaded.bytes) else { return .failure(.unsupportedFormat("grammar")) }
      let result = self.parser.parseGrammar(loaded.bytes, uri: loaded.uri, charset: loaded.charset)
      return self.finish(result, of: loaded).map(Content.grammarAlone)
    }
    switch reading {
    case .success(.grammarAlone(let document)): return .success((document, resource.reference))
    case .success: return .failure(.unsupportedFormat("grammar"))
    case .failure(let bad): return .failure(bad)
    }
  }

  /// ABNF, JSGF, GSL and whatever else is text but cannot be XML.
  private static func isForeignFormat(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { !" \t\r\n".utf8.contains($0) }) else { return false }
    return (0x21...0x7E).contains(first) && first != UInt8(ascii: "<")
  }
}
