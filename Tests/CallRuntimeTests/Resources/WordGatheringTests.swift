import CallInterface
import FlowDocument
import FlowInterpreter
import FlowParser
import Prompting
import Testing

@testable import CallRuntime

/// Documents and their words.
@Suite struct WordGatheringTests {
  private static func flow(_ content: String = "", property: String? = nil) -> String {
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
    \(property.map { "<property name=\"ivr.prompts\" value=\"\($0)\"/>" } ?? "")
    <form><block><prompt><ivr:say key="hello"/>\(content)</prompt></block></form></vxml>
    """
  }

  private static let words = [
    "file:///a/Prompts/languages": "yue yue cmn\ncmn cmn",
    "file:///a/Prompts/yue/prompts.tsv": "hello\t-\t你好呀。",
    "file:///a/Prompts/cmn/prompts.tsv": "hello\t-\t你好。\nbye\t-\t再见。",
  ]

  private func fetch(_ store: ResourceStore, _ uri: String = "file:///a/b/c/flow.vxml") async -> FetchResult {
    await store.fetch(
      FetchRequest(kind: .document, uri: uri, timeout: .seconds(60)), session: FetchSession(isVirtual: true))
  }

  private func tables(_ store: ResourceStore, _ result: FetchResult) throws -> WordTables {
    guard case .loaded(let reference) = result else { throw Failed(result: result) }
    return try #require(store.document(reference)?.words)
  }

  private struct Failed: Error {
    let result: FetchResult
  }

  @Test func theNearestFolderAboveIsTaken() async throws {
    let loader = TableLoader(Self.words)
    loader["file:///a/b/c/flow.vxml"] = Self.flow()
    let store = ResourceStore(loader: loader)
    let found = try tables(store, await fetch(store))
    #expect(found.tags == ["yue", "cmn"])
    #expect(found.words(for: "bye", in: "yue")?.language == "cmn")
    loader["file:///a/b/Prompts/languages"] = "cmn cmn"
    loader["file:///a/b/Prompts/cmn/prompts.tsv"] = "hello\t-\t近。"
    #expect(try tables(store, await fetch(store)).tags == ["cmn"])
  }

  @Test func aDocumentWithoutKeysAsksForNothing() async throws {
    let loader = TableLoader(Self.words)
    loader["file:///a/b/c/flow.vxml"] = Self.flow().replacing("<ivr:say key=\"hello\"/>", with: "Hello.")
    let store = ResourceStore(loader: loader)
    let result = await fetch(store)
    guard case .loaded(let reference) = result else { throw Failed(result: result) }
    #expect(store.document(reference)?.words == nil)
    #expect(loader.loads == 1)
  }

  @Test func theFolderMayBeNamed() async throws {
    let loader = TableLoader([
      "http://h/flow.vxml": Self.flow(property: "words?x"), "http://h/words/languages": "en en",
      "http://h/words/en/prompts.tsv": "hello\t-\tHello.", "http://h/lost.vxml": Self.flow(property: "nowhere/"),
      "http://h/none.vxml": Self.flow(), "http://h/empty.vxml": Self.flow(property: " "),
    ])
    let store = ResourceStore(loader: loader)
    #expect(try tables(store, await fetch(store, "http://h/flow.vxml")).tags == ["en"])
    guard case .failed(let failure) = await fetch(store, "http://h/lost.vxml") else { throw LoadFailure.badURI }
    #expect(failure.event == "error.badfetch.http.404")
    #expect(failure.message.contains("it refers to http://h/nowhere/languages"))
    guard case .failed(let empty) = await fetch(store, "http://h/empty.vxml") else { throw LoadFailure.badURI }
    #expect(empty.event == "error.badfetch")
    guard case .loaded(let none) = await fetch(store, "http://h/none.vxml") else { throw LoadFailure.badURI }
    #expect(store.document(none)?.words == nil)
    var options = ResourceOptions()
    options.prompts = "http://h/words/"
    let other = ResourceStore(loader: loader, options: options)
    #expect(try tables(other, await fetch(other, "http://h/none.vxml")).tags == ["en"])
  }

  /// However many documents and calls use them; another text of a table is another version of each document.
  @Test func tablesAreReadOnce() async throws {
    let found = CollectedFindings()
    let loader = TableLoader(Self.words)
    loader["file:///a/Prompts/yue/prompts.tsv"] = "hello\t-\t你好呀。\nbroken\t-\t{"
    for name in ["one", "two"] { loader["file:///a/\(name).vxml"] = Self.flow(name) }
    let store = ResourceStore(loader: loader, options: ResourceOptions(onDiagnostics: found.add))
    let first = try tables(store, await fetch(store, "file:///a/one.vxml"))
    for _ in 1...3 {
      for name in ["one", "two"] {
        #expect(try tables(store, await fetch(store, "file:///a/\(name).vxml")) === first)
      }
    }
    #expect(found.all.map(\.description).count == 1)
    #expect(found.all.map(\.file) == ["file:///a/Prompts/yue/prompts.tsv"])
    #expect(found.all.map(\.location) == [SourceLocation(line: 2, column: 10)])
    loader["file:///a/Prompts/yue/prompts.tsv"] = "hello\t-\t喂。"
    let second = try tables(store, await fetch(store, "file:///a/one.vxml"))
    #expect(second !== first)
    #expect(second.words(for: "hello", in: "yue")?.pieces == [.text("喂。")])
    #expect(first.words(for: "hello", in: "yue")?.pieces == [.text("你好呀。")])
  }

  @Test func aTableThatIsMissingIsAFinding() async throws {
    let found = CollectedFindings()
    let loader = TableLoader(Self.words)
    loader["file:///a/Prompts/cmn/prompts.tsv"] = nil
    loader["file:///a/b/c/flow.vxml"] = Self.flow()
    let store = ResourceStore(loader: loader, options: ResourceOptions(onDiagnostics: found.add))
    let tables = try tables(store, await fetch(store))
    #expect(tables.words(for: "hello", in: "yue") != nil)
    #expect(tables.words(for: "bye", in: "yue") == nil)
    #expect(found.all.map(\.message) == ["there is no cmn/prompts.tsv"])
    #expect(found.all.map(\.location.line) == [2])
  }

  /// The platform's own words are there in each of its languages.
  @Test func thePlatformSpeaksThreeLanguages() {
    let words = PlatformDefaults.words
    #expect(words.tags == ["en", "cmn", "yue"])
    #expect(words.keys.count == 10)
    for key in words.keys {
      for tag in ["en", "cmn", "yue"] { #expect(words.words(for: key, in: tag)?.language == tag) }
      #expect(words.words(for: key, in: "fr")?.language == "en")
    }
  }
}
