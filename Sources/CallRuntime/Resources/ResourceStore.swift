import CalendarSources
public import Calendars
public import CallInterface
public import FlowDocument
public import FlowInterpreter
import FlowParser
public import Grammar
import Prompting

/// Fetches resources, reads each once, and keeps them for all calls: the library of every interpreter in the process.
///
/// A reference is a final URI and a version; the version rises only when the URI gives something else than before. What
/// a session was given stays at least as long as that session lives; what nobody holds is kept while there is room.
public final class ResourceStore: ResourceLibrary {
  public let options: ResourceOptions
  let loader: any ResourceLoading
  let parser: FlowParser
  private let resources: ResourceCatalog
  /// Grammars by themselves, without what they refer to.
  let grammars: ResourceCatalog
  private let zones = ZoneDatabase.system
  /// Tables of words, and lists of languages with their tables.
  let words: ResourceCatalog

  public init(loader: any ResourceLoading = StandardLoader(), options: ResourceOptions = ResourceOptions()) {
    self.loader = loader
    self.options = options
    parser = FlowParser(options: options.parsing)
    resources = ResourceCatalog(capacity: options.keptBytes)
    grammars = ResourceCatalog(capacity: options.keptBytes / 4)
    words = ResourceCatalog(capacity: options.keptBytes / 4)
  }

  /// Fetches and reads one resource. Never fails otherwise than by its answer, and answers within the request's
  /// time-out (VoiceXML 2.0 §5.2.6, §6.1). In virtual time an answer that would come too late is not waited for.
  /// - Parameter other: brings the bytes of this fetch instead of the store's own loader.
  public func fetch(
    _ request: FetchRequest, session: FetchSession, through other: (any ResourceLoading)? = nil
  ) async -> FetchResult {
    let loader = other ?? loader
    let load = loadRequest(request)
    if session.isVirtual, loader.virtualDelay(of: load).ending(within: request.timeout).isLate {
      return .failed(FetchFailure(.timedOut, of: request))
    }
    let isQuick = session.isVirtual && !loader.waitsForOthers(load)
    return await limited(
      to: isQuick ? max(request.timeout, .seconds(60)) : request.timeout,
      timedOut: .failed(FetchFailure(.timedOut, of: request)),
      cancelled: .failed(FetchFailure(.cancelled, of: request))
    ) {
      await self.load(load, for: request, session: session, through: loader)
    }
  }

  /// The answer where all of it is in memory and has been read before: a document without words, as a rule. `nil` where
  /// `fetch` has to find out.
  func atHand(_ request: FetchRequest, session: FetchSession) -> FetchResult? {
    guard request.kind == .document, request.body == nil, let loaded = loader.atHand(loadRequest(request)) else {
      return nil
    }
    let resource = resources.resource(
      uri: loaded.uri, identity: ContentIdentity(loaded.bytes, charset: loaded.charset))
    guard case .document(let document) = resource.content(.document), !document.document.usesWords else { return nil }
    session.hold(resource)
    return .loaded(resource.reference)
  }

  /// How long a call in virtual time waits for this fetch to end.
  func virtualDelay(of request: FetchRequest) -> Duration {
    loader.virtualDelay(of: loadRequest(request)).ending(within: request.timeout).after
  }

  public func document(_ reference: ResourceReference) -> PreparedDocument? {
    guard case .document(let document) = resources.find(reference)?.content(.document) else { return nil }
    return document
  }

  public func grammar(_ reference: ResourceReference) -> GrammarFile? {
    guard case .grammar(let file) = resources.find(reference)?.content(.grammar) else { return nil }
    return file
  }

  public func script(_ reference: ResourceReference) -> String? {
    guard case .script(let text) = resources.find(reference)?.content(.script) else { return nil }
    return text
  }

  public func data(_ reference: ResourceReference) -> XMLTree? {
    guard case .data(let tree) = resources.find(reference)?.content(.data) else { return nil }
    return tree
  }

  public func calendar(_ reference: ResourceReference) -> CalendarFile? {
    guard case .calendar(let file) = resources.find(reference)?.content(.calendar) else { return nil }
    return file
  }

  /// From memory: zones are read with the document that names them.
  public func zone(_ name: String) -> Result<ZoneRules, ZoneFault> {
    zones.rules(name)
  }

  private func loadRequest(_ request: FetchRequest) -> LoadRequest {
    LoadRequest(
      uri: request.uri, body: request.body, maxAge: request.maxAge, maxStale: request.maxStale,
      sizeLimit: request.kind == .audio ? options.soundLimit : options.sizeLimit)
  }

  private func load(
    _ load: LoadRequest, for request: FetchRequest, session: FetchSession, through loader: any ResourceLoading
  ) async -> FetchResult {
    do throws(LoadFailure) {
      let loaded = try await loader.load(load, session: session)
      switch await read(loaded, for: request, load: load, session: session, through: loader) {
      case .success(let resource):
        session.hold(resource)
        return .loaded(resource.reference)
      case .failure(let bad): return .failed(FetchFailure(bad, of: request))
      }
    } catch {
      return .failed(FetchFailure(error, of: request))
    }
  }

  private func read(
    _ loaded: LoadedResource, for request: FetchRequest, load: LoadRequest, session: FetchSession,
    through loader: any ResourceLoading
  ) async -> Result<StoredResource, BadContent> {
    var identity = ContentIdentity(loaded.bytes, charset: loaded.charset)
    let make: @Sendable () async -> Reading
    switch request.kind {
    case .document: make = { self.readDocument(loaded) }
    case .data: make = { self.readData(loaded) }
    case .calendar: make = { self.readCalendar(loaded) }
    case .script:
      let charset = request.charset ?? loaded.charset
      identity.charset = charset
      make = { ScriptText.decode(loaded.bytes, charset: charset).map(Content.script) }
    case .audio:
      identity = ContentIdentity(digestOf: loaded.bytes)
      make = { SoundFormat.check(loaded).map { Content.sound } }
    case .grammar:
      switch await gather(loaded, like: load, session: session, through: loader) {
      case .failure(let bad): return .failure(bad)
      case .success(let gathered):
        identity.dependencies = gathered.dependencies
        make = { .success(.grammar(gathered.file)) }
      }
    }
    let resource = resources.resource(uri: loaded.uri, identity: identity)
    switch await resource.reading(request.kind, make: make) {
    case .failure(let bad): return .failure(bad)
    case .success(.data(let tree)):
      let mayRead = options.accessControl(AccessQuestion(tree: tree, uri: loaded.uri, reader: request.referrer))
      return mayRead ? .success(resource) : .failure(.noAuthorization)
    case .success(.document(let document)) where document.document.usesWords:
      session.hold(resource)
      return await withWords(document, resource, identity, load: load, session: session, through: loader)
    case .success: return .success(resource)
    }
  }

  /// The same document with its words: another version of one of them is another version of it.
  private func withWords(
    _ document: PreparedDocument, _ resource: StoredResource, _ identity: ContentIdentity, load: LoadRequest,
    session: FetchSession, through loader: any ResourceLoading
  ) async -> Result<StoredResource, BadContent> {
    let found: GatheredWords
    switch await gatherWords(of: document.document, like: load, session: session, through: loader) {
    case .failure(let bad): return .failure(bad)
    case .success(nil): return .success(resource)
    case .success(let words?): found = words
    }
    var identity = identity
    identity.dependencies = [found.resource.reference]
    let worded = resources.resource(uri: resource.reference.uri, identity: identity)
    return await worded.reading(.document) {
      .success(.document(PreparedDocument(document.document, words: found.tables)))
    }.map { _ in worded }
  }

  private func readDocument(_ loaded: LoadedResource) -> Reading {
    let result = parser.parseDocument(loaded.bytes, uri: loaded.uri, charset: loaded.charset)
    for case .calendar(let calendar) in result.value?.initialisation ?? [] {
      if let name = calendar.timezone?.value { _ = zone(name) }
    }
    return finish(result, of: loaded).map { .document(PreparedDocument($0)) }
  }

  private func readData(_ loaded: LoadedResource) -> Reading {
    finish(parser.parseData(loaded.bytes, uri: loaded.uri, charset: loaded.charset), of: loaded).map(Content.data)
  }

  private func readCalendar(_ loaded: LoadedResource) -> Reading {
    switch ScriptText.decode(loaded.bytes, charset: loaded.charset) {
    case .failure(let bad): return .failure(bad)
    case .success(let text):
      do throws(CalendarFileFault) {
        return .success(.calendar(try ICalendarReader(zones: zones).read(Array(text.utf8))))
      } catch {
        let diagnostics = error.findings.map { finding in
          Diagnostic(
            severity: .error, rule: "calendar", message: finding.message, file: loaded.uri, location: finding.location)
        }
        return finish(ParseResult<CalendarFile>(value: nil, diagnostics: diagnostics), of: loaded).map(Content.calendar)
      }
    }
  }

  func finish<Value>(_ result: ParseResult<Value>, of loaded: LoadedResource) -> Result<Value, BadContent> {
    if !result.diagnostics.isEmpty { options.onDiagnostics?(loaded.uri, result.diagnostics) }
    if let value = result.value { return .success(value) }
    let first = result.diagnostics.first { $0.severity == .error }
    return .failure(.malformed(first?.headline ?? "it cannot be read"))
  }
}
