import CallInterface
public import FlowDocument
import FlowParser
public import Prompting

/// Tables of words: `Prompts/languages` says which there are, and each is read once, however many flows and calls use it.
extension ResourceStore {
  /// The words of a document, for those who look at flows without calling them. Findings go to `onDiagnostics`.
  public func words(of document: Document) async -> FoundWords {
    let request = LoadRequest(uri: document.uri, sizeLimit: options.sizeLimit)
    switch await gatherWords(of: document, like: request, session: FetchSession(), through: loader) {
    case .success(nil): return .none
    case .success(let found?): return .tables(found.tables)
    case .failure(.reference(let uri, let reason, _)): return .unreadable(uri: uri, reason: reason)
    case .failure(let bad): return .unreadable(uri: document.uri, reason: bad.reason)
    }
  }

  struct GatheredWords {
    let tables: WordTables
    let resource: StoredResource
  }

  /// In the folder that the document names (property `ivr.prompts`), or that of the options, or the folder `Prompts` nearest
  /// above the document. `nil` where it has none.
  func gatherWords(
    of document: Document, like request: LoadRequest, session: FetchSession, through loader: any ResourceLoading
  ) async -> Result<GatheredWords?, BadContent> {
    let named = document.properties.last { $0.name == "ivr.prompts" }?.value.value
    let given = named.flatMap { WordPlaces.folder($0, base: document.base) } ?? options.prompts
    if let named, WordPlaces.folder(named, base: document.base) == nil {
      return .failure(.reference(named, LoadFailure.badURI.reason, event: LoadFailure.badURI.event))
    }
    for folder in given.map({ [$0] }) ?? WordPlaces.folders(above: document.uri) {
      let uri = folder + WordPlaces.list
      do throws(LoadFailure) {
        let list = try await load(uri, like: request, session: session, through: loader)
        return await gather(list, in: folder, like: request, session: session, through: loader).map { $0 }
      } catch {
        guard given == nil, error.isAbsence else { return .failure(.reference(uri, error.reason, event: error.event)) }
      }
    }
    return .success(nil)
  }

  /// The tables of a list.
  private func gather(
    _ list: LoadedResource, in folder: String, like request: LoadRequest, session: FetchSession,
    through loader: any ResourceLoading
  ) async -> Result<GatheredWords, BadContent> {
    let (languages, problems) = LanguageList.parse(list.bytes)
    var manifests: [String: PromptManifest] = [:]
    var identity = ContentIdentity(list.bytes, charset: nil)
    var findings = problems.map { Diagnostic($0, in: list.uri) }
    for line in languages.lines {
      let uri = WordPlaces.table(of: line, in: folder)
      do throws(LoadFailure) {
        let table = try await load(uri, like: request, session: session, through: loader)
        let stored = words.resource(uri: uri, identity: ContentIdentity(table.bytes, charset: nil))
        guard case .success(.manifest(let manifest)) = await stored.reading(.data, make: { self.manifest(table) })
        else {
          return .failure(.unsupportedFormat("table of words"))
        }
        manifests[line.folder] = manifest
        identity.dependencies.append(stored.reference)
        session.hold(stored)
      } catch {
        guard error.isAbsence else { return .failure(.reference(uri, error.reason, event: error.event)) }
        findings.append(
          Diagnostic(
            severity: .error, rule: Diagnostic.tableRule, message: "there is no \(line.folder)/prompts.tsv",
            file: list.uri, location: SourceLocation(line: line.number, column: 1)))
      }
    }
    let resource = words.resource(uri: list.uri, identity: identity)
    let reading = await resource.reading(.data) { [findings, manifests] in
      if !findings.isEmpty { self.options.onDiagnostics?(list.uri, findings) }
      let tables = languages.lines.compactMap { line in
        manifests[line.folder].map { manifest in
          let place = WordPlaces.folder(of: line, in: folder)
          return (line.folder, WordTables.Table(manifest, folder: place, isThere: loader.isThere))
        }
      }
      return .success(.words(WordTables(languages, tables: Dictionary(tables) { first, _ in first })))
    }
    session.hold(resource)
    guard case .success(.words(let tables)) = reading else { return .failure(.unsupportedFormat("list of languages")) }
    return .success(GatheredWords(tables: tables, resource: resource))
  }

  private func manifest(_ table: LoadedResource) -> Reading {
    let (manifest, problems) = PromptManifest.parse(table.bytes)
    if !problems.isEmpty { options.onDiagnostics?(table.uri, problems.map { Diagnostic($0, in: table.uri) }) }
    return .success(.manifest(manifest))
  }

  private func load(
    _ uri: String, like request: LoadRequest, session: FetchSession, through loader: any ResourceLoading
  ) async throws(LoadFailure) -> LoadedResource {
    var next = request
    next.uri = uri
    next.body = nil
    return try await loader.load(next, session: session)
  }
}

extension LoadFailure {
  /// Nothing is there, and nothing else is wrong.
  fileprivate var isAbsence: Bool {
    switch self {
    case .noSuchFile, .status(404), .status(410): true
    case .status, .timedOut, .cancelled, .badURI, .unknownScheme, .notAFile, .unreadable, .tooLarge, .unresolvableHost,
      .refused, .tooManyRedirects, .forbiddenRedirect, .broken:
      false
    }
  }
}

extension Diagnostic {
  static let tableRule = "manifest"

  /// Something in a list or a table of words.
  fileprivate init(_ problem: PromptManifest.Problem, in file: String) {
    self.init(
      severity: .error, rule: Self.tableRule, message: problem.message, file: file,
      location: SourceLocation(line: problem.line, column: problem.column), sourceLine: problem.sourceLine)
  }
}
