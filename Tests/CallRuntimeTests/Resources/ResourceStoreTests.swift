import CallInterface
import FlowDocument
import FlowInterpreter
import FlowParser
import Grammar
import Synchronization
import Testing

@testable import CallRuntime

@Suite struct ResourceStoreTests {
  static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><form id="a"><block/></form></vxml>
    """

  private func fetch(
    _ store: ResourceStore, _ kind: FetchRequest.Kind, _ uri: String, charset: String? = nil,
    timeout: Duration = .seconds(60), session: FetchSession = FetchSession(isVirtual: true)
  ) async -> FetchResult {
    let request = FetchRequest(kind: kind, uri: uri, timeout: timeout, charset: charset, referrer: "file:///main.vxml")
    return await store.fetch(request, session: session)
  }

  private func reference(_ result: FetchResult) throws -> ResourceReference {
    guard case .loaded(let reference) = result else {
      Issue.record("not loaded: \(result)")
      throw LoadFailure.badURI
    }
    return reference
  }

  private func failure(_ result: FetchResult) throws -> FetchFailure {
    guard case .failed(let failure) = result else {
      Issue.record("no failure: \(result)")
      throw LoadFailure.badURI
    }
    return failure
  }

  // MARK: Documents

  @Test func oneDocumentIsReadOnceHoweverManyCallsUseIt() async throws {
    let readings = Mutex(0)
    // A departure from the standard makes a diagnostic, so that readings can be counted.
    let loader = TableLoader(["http://h/a": Self.flow.replacing("2.1", with: "1.0")])
    let store = ResourceStore(
      loader: loader, options: ResourceOptions(onDiagnostics: { _, _ in readings.withLock { $0 += 1 } }))
    let references = try await withThrowingTaskGroup { group in
      for _ in 0..<20 { group.addTask { try reference(await fetch(store, .document, "http://h/a")) } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(references == [ResourceReference(uri: "http://h/a", version: 1)])
    #expect(readings.withLock { $0 } == 1)
    #expect(loader.loads == 20)
    #expect(store.document(ResourceReference(uri: "http://h/a", version: 1))?.document.dialogs.count == 1)
    #expect(store.document(ResourceReference(uri: "http://h/a", version: 2)) == nil)
  }

  @Test func anotherTextIsAnotherVersion() async throws {
    let loader = TableLoader(["http://h/a": Self.flow])
    let store = ResourceStore(loader: loader)
    let session = FetchSession(isVirtual: true)
    let first = try reference(await fetch(store, .document, "http://h/a", session: session))
    loader["http://h/a"] = Self.flow.replacing("\"a\"", with: "\"b\"")
    let second = try reference(await fetch(store, .document, "http://h/a", session: session))
    #expect(second.version == first.version + 1)
    #expect(store.document(first)?.document.dialogs.first?.id?.value == "a")
    #expect(store.document(second)?.document.dialogs.first?.id?.value == "b")
  }

  @Test func aBadDocumentTellsWhereItIsBad() async throws {
    let store = ResourceStore(loader: TableLoader(["file:///dir/bad.vxml": "<vxml>\n  <form></vxml>"]))
    let bad = try failure(await fetch(store, .document, "file:///dir/bad.vxml"))
    #expect(bad.event == "error.badfetch")
    #expect(
      bad.message.hasPrefix("cannot use the document file:///dir/bad.vxml for file:///main.vxml: /dir/bad.vxml:2:"))
    #expect(bad.message.contains(": error: "))
  }

  @Test(arguments: [
    (LoadFailure.status(404), "error.badfetch.http.404"), (.status(503), "error.badfetch.http.503"),
    (.status(304), "error.badfetch"), (.refused, "error.badfetch"), (.timedOut, "error.badfetch"),
    (.tooLarge(limit: 5), "error.badfetch"), (.unknownScheme("x"), "error.badfetch"),
  ])
  func failuresAreEvents(failure: LoadFailure, event: String) {
    let request = FetchRequest(kind: .script, uri: "http://h/s.js", timeout: .seconds(1))
    let told = FetchFailure(failure, of: request)
    #expect(told.event == event)
    #expect(told.message == "cannot fetch the script http://h/s.js: \(failure.reason)")
  }

  @Test func strictOrTolerant() async throws {
    let loader = TableLoader(["http://h/a": Self.flow.replacing("2.1", with: "1.0")])
    _ = try reference(await fetch(ResourceStore(loader: loader), .document, "http://h/a"))
    let strict = ResourceStore(loader: loader, options: ResourceOptions(parsing: ParserOptions(mode: .strict)))
    #expect(try failure(await fetch(strict, .document, "http://h/a")).event == "error.badfetch")
  }

  // MARK: Time-outs

  @Test(arguments: ["/never", "/stall"])
  func whoNeverAnswersIsCutOff(path: String) async throws {
    let result = try await TestServer.run {
      $0.target == "/stall" ? .stall("<vxml") : .never
    } _: { server in
      await fetch(
        ResourceStore(), .document, server.base + path, timeout: .milliseconds(30), session: FetchSession())
    }
    #expect(try failure(result).event == "error.badfetch")
    #expect(try failure(result).message.contains("in time"))
  }

  @Test func aCancelledFetchEndsAtOnce() async throws {
    let result = try await TestServer.run { _ in
      .never
    } _: { server in
      let task = Task {
        await fetch(ResourceStore(), .document, server.base, timeout: .seconds(3600), session: FetchSession())
      }
      task.cancel()
      return await task.value
    }
    #expect(try failure(result).message.contains("the call has ended"))
  }

  @Test func noTimeIsNoTime() async throws {
    let store = ResourceStore(loader: TableLoader(["http://h/a": Self.flow]))
    let result = await fetch(store, .document, "http://h/a", timeout: .zero, session: FetchSession())
    #expect(try failure(result).message.contains("in time"))
  }

  // MARK: Scripts, data, sounds

  @Test func scriptsByCharset() async throws {
    try await TemporaryFolder.run { folder in
      let store = ResourceStore()
      let plain = try reference(await fetch(store, .script, try folder.write("x = '号'", to: "a.js")))
      #expect(store.script(plain) == "x = '号'")
      let chinese: [UInt8] = [0x27, 0xBA, 0xC5, 0x27]
      let uri = try folder.write(chinese, to: "b.js")
      #expect(try failure(await fetch(store, .script, uri)).message.contains("not UTF-8"))
      #expect(store.script(try reference(await fetch(store, .script, uri, charset: "GBK"))) == "'号'")
      #expect(try failure(await fetch(store, .script, uri, charset: "GBK//IGNORE")).message.contains("not known"))
      #expect(try failure(await fetch(store, .script, uri, charset: "us-ascii")).message.contains("not us-ascii"))
      let wide = try folder.write([0xFF, 0xFE, 0x31, 0x00, 0xF7, 0x53], to: "c.js")
      #expect(store.script(try reference(await fetch(store, .script, wide))) == "1号")
    }
  }

  @Test func dataAndWhoMayReadIt() async throws {
    let loader = TableLoader([
      "http://h/open": "<a>1</a>", "http://h/some": "<?access-control allow=\"flows.example *.shop.example\"?><a/>",
      "http://h/bad": "<a>",
    ])
    let store = ResourceStore(loader: loader)
    let open = try reference(await fetch(store, .data, "http://h/open"))
    #expect(store.data(open)?.root.name == "a")
    #expect(try failure(await fetch(store, .data, "http://h/some")).event == "error.noauthorization")
    #expect(try failure(await fetch(store, .data, "http://h/bad")).event == "error.badfetch")

    for (reader, isAllowed) in [
      ("http://flows.example/x", true), ("http://a.shop.example/", true), ("http://shop.example/", false),
      ("http://h/", true), ("http://other.example/", false),
    ] {
      let request = FetchRequest(kind: .data, uri: "http://h/some", timeout: .seconds(60), referrer: reader)
      let result = await store.fetch(request, session: FetchSession(isVirtual: true))
      if case .loaded = result { #expect(isAllowed, "\(reader)") } else { #expect(!isAllowed, "\(reader)") }
    }
  }

  @Test(arguments: [
    ("a.wav", "RIFF....WAVEfmt ", true), ("a.au", ".snd....", true), ("a.ul", "\u{7F}", true), ("a.vox", "x", true),
    ("a.raw", "", false), ("a.wav", "<html/>", false), ("a.mp3", "ID3", false),
  ])
  func sounds(name: String, content: String, isSound: Bool) async throws {
    let store = ResourceStore(loader: TableLoader(["http://h/" + name: content]))
    let result = await fetch(store, .audio, "http://h/" + name)
    if isSound {
      _ = try reference(result)
    } else {
      #expect(try failure(result).event == "error.unsupported.format")
    }
  }

  // MARK: Grammars

  private func grammar(_ references: String...) -> String {
    let items = references.map { "<ruleref uri=\"\($0)\"/>" }.joined()
    return """
      <grammar version="1.0" xmlns="http://www.w3.org/2001/06/grammar" mode="dtmf" root="r">
      <rule id="r" scope="public"><item>1</item>\(items)</rule></grammar>
      """
  }

  @Test func grammarsBringWhatTheyReferTo() async throws {
    let loader = TableLoader([
      "http://h/a": grammar("b#r", "#r", "c"), "http://h/b": grammar("a", "b"), "http://h/c": grammar("d/e"),
      "http://h/d/e": grammar("../b"),
    ])
    let store = ResourceStore(loader: loader)
    let first = try reference(await fetch(store, .grammar, "http://h/a"))
    #expect(
      Set(try #require(store.grammar(first)).references.keys).isSuperset(of: [
        "http://h/b", "http://h/c", "http://h/d/e",
      ]))
    let again = try reference(await fetch(store, .grammar, "http://h/a"))
    #expect(again == first)

    // What it refers to belongs to it.
    loader["http://h/d/e"] = grammar()
    let session = FetchSession(isVirtual: true)
    let second = try reference(await fetch(store, .grammar, "http://h/a", session: session))
    #expect(second.version == first.version + 1)
  }

  @Test func aBadReferenceMakesABadGrammar() async throws {
    let loader = TableLoader(["http://h/a": grammar("b"), "http://h/b": grammar("none"), "http://h/abnf": "#ABNF 1.0;"])
    let store = ResourceStore(loader: loader)
    let missing = try failure(await fetch(store, .grammar, "http://h/a"))
    #expect(missing.event == "error.badfetch.http.404")
    #expect(missing.message.contains("http://h/none"))
    #expect(try failure(await fetch(store, .grammar, "http://h/abnf")).event == "error.unsupported.format")
  }

  @Test func grammarsWithoutEndAreRefused() async throws {
    var table: [String: String] = [:]
    for number in 0..<20 { table["http://h/\(number)"] = grammar("\(number + 1)") }
    table["http://h/20"] = grammar()
    var options = ResourceOptions()
    options.grammarLimit = 20
    _ = try reference(await fetch(ResourceStore(loader: TableLoader(table), options: options), .grammar, "http://h/0"))
    options.grammarLimit = 19
    let store = ResourceStore(loader: TableLoader(table), options: options)
    #expect(try failure(await fetch(store, .grammar, "http://h/0")).message.contains("more than 19"))
  }

  // MARK: Keeping

  @Test func whatACallHoldsStaysAndTheRestGoes() async throws {
    let big = String(repeating: " ", count: 1000)
    let loader = TableLoader([:])
    for number in 0..<50 { loader["http://h/\(number)"] = "'\(number)'" + big }
    var options = ResourceOptions()
    options.keptBytes = 10_000
    let store = ResourceStore(loader: loader, options: options)
    var session: FetchSession? = FetchSession(isVirtual: true)
    let held = try reference(await fetch(store, .script, "http://h/0", session: try #require(session)))
    var others: [ResourceReference] = []
    for number in 1..<50 { others.append(try reference(await fetch(store, .script, "http://h/\(number)"))) }
    #expect(store.script(held) != nil)
    #expect(others.count { store.script($0) != nil } < 12)
    #expect(others.last.flatMap { store.script($0) } != nil)
    session = nil
    #expect(store.script(held) == nil)

    // A forgotten reference never names anything else.
    loader["http://h/0"] = "'new'"
    #expect(try reference(await fetch(store, .script, "http://h/0")) != held)
  }
}
