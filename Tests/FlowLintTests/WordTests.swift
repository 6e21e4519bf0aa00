import FlowDocument
import FlowLint
import FlowParser
import Prompting
import Testing

/// What is said by keys, compared with tables.
@Suite struct WordTests {
  private static let tables: WordTables = {
    let (list, _) = LanguageList.parse(Array("cmn cmn-Hans-CN en\nyue yue-Hant-HK cmn\nen en-GB".utf8))
    let texts = [
      "cmn": "welcome\t-\t欢迎。\nbalance\t-\t余额{amount:currency}。", "yue": "welcome\t-\t歡迎。",
      "en": "welcome\t-\tWelcome.\nbalance\t-\tBalance: {amount:currency}, {name}.",
    ]
    return WordTables(
      list, tables: texts.mapValues { WordTables.Table(PromptManifest.parse($0).manifest, folder: "file:///p/") })
  }()

  private func findings(_ prompt: String, _ words: FoundWords = .tables(Self.tables)) throws -> [String] {
    let text = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1"><form><block>
      \(prompt)
      </block></form></vxml>
      """
    let document = try #require(FlowParser().parseDocument(Array(text.utf8), uri: "file:///f.vxml").value)
    return FlowLinter().lint(document, load: { _ in nil }, words: { _ in words }).map {
      "\($0.severity.rawValue) \($0.rule): \($0.message)\($0.help.map { " | " + $0 } ?? "")"
    }
  }

  private func say(_ key: String, _ content: String = "") -> String {
    "<prompt><ivr:say key=\"\(key)\">\(content)</ivr:say></prompt>"
  }

  @Test func knownKeysAreFine() throws {
    #expect(try findings(say("welcome")) == [])
    #expect(try findings("<prompt><ivr:say keyexpr=\"wherever()\"/></prompt>") == [])
    #expect(try findings(say("attendant.error")) == [])
  }

  @Test func anUnknownKeyIsAnError() throws {
    #expect(
      try findings(say("welcom")) == [
        "error S002: no language has words for the key \"welcom\" | did you mean \"welcome\"?"
      ])
    #expect(try findings(say("nowhere", "Hello.")).first?.hasPrefix("warning S002: no language has words") == true)
  }

  @Test(arguments: [
    ("'welcome'", []), ("a ? 'welcome' : b", []), ("'wel' + come", []), ("'attendant.' + a", []), ("a + 'x'", []),
    ("a ? 'welcome' : 'nowhere'", ["error S002: no language has words for the key \"nowhere\""]),
    ("'well.' + a", ["error S002: no language has words for a key that begins with \"well.\""]),
    ("'bal' + rest", ["warning P401: \"balance\" has no words in yue (heard instead: cmn-Hans-CN)"]),
    ("a ? 'balance' : 'welcome'", ["warning P401: \"balance\" has no words in yue (heard instead: cmn-Hans-CN)"]),
  ])
  func whatCanBeReadOutOfAComputedKeyMustBeThere(expression: String, expected: [String]) throws {
    let found = try findings("<prompt><ivr:say keyexpr=\"\(expression)\"/></prompt>")
    #expect(found.map { String($0.split(separator: " | ").first ?? "") } == expected)
  }

  @Test func withoutTablesTheFlowIsToldWhereTheyWouldBe() throws {
    #expect(try findings(say("welcome"), .none).first?.hasPrefix("error S002: there are no words by key") == true)
    let unreadable = FoundWords.unreadable(uri: "file:///w/languages", reason: "there is no such file")
    #expect(
      try findings(say("welcome"), unreadable).first?
        .hasPrefix("error S002: the words of this flow cannot be read: file:///w/languages: there is no such") == true)
  }

  @Test func aMissingLanguageIsTold() throws {
    let all = "<param name=\"amount\" value=\"5\"/><param name=\"name\" value=\"x\"/>"
    #expect(
      try findings(say("balance", all)) == [
        "warning P401: \"balance\" has no words in yue (heard instead: cmn-Hans-CN)"
          + " | add a line with this key to prompts.tsv there"
      ])
  }

  @Test func parametersAreCompared() throws {
    let found = try findings(say("balance", "<param name=\"amont\" value=\"5\"/>"))
    #expect(
      found.contains { $0.hasPrefix("error S010: the words of \"balance\" in cmn, en want a parameter \"amount\"") })
    #expect(found.contains { $0.hasPrefix("error S010: the words of \"balance\" in en want a parameter \"name\"") })
    #expect(
      found.contains {
        $0 == "warning S010: no language's words of \"balance\" have a gap \"amont\" | did you mean \"amount\"?"
      })
    #expect(found.count == 4)
  }

  @Test(arguments: [
    ("yue", nil), ("zh-HK", nil), ("en-US", nil),
    ("fr", "error S002: nobody speaks \"fr\" here: there are cmn, yue, en"),
    ("cantonese!", "error S002: \"cantonese!\" is no language"),
  ])
  func aWrittenLanguageHasToBeThere(_ tag: String, _ expected: String?) throws {
    let found = try findings("<ivr:language value=\"\(tag)\"/>")
    #expect(found.count == (expected == nil ? 0 : 1))
    if let expected { #expect(found.first?.hasPrefix(expected) == true, "\(found)") }
  }
}
