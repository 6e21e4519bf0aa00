import CallInterface
import Testing

@testable import Prompting

/// Words of a key, and what is heard of them.
@Suite struct WordTablesTests {
  private static func tables(lacking: Set<String> = []) -> WordTables {
    let (list, _) = LanguageList.parse(Array("cmn cmn-Hans-CN en\nyue yue-Hant-HK cmn en\nen en-GB".utf8))
    let manifests = [
      "cmn": "hello\thello.wav\t你好。\nbalance\t-\t余额是{amount:currency}。\nb\tb eins.wav\t余额是\nonly\t-\t只有普通话。",
      "yue": "hello\thello.wav\t你好呀。",
      "en": "hello\t-\tHello.\nbalance\t-\tYou have {amount:currency}, {name}.\nenglish\t-\tEnglish only.",
    ]
    return WordTables(
      list,
      tables: Dictionary(
        uniqueKeysWithValues: manifests.map { folder, text in
          (
            folder,
            WordTables.Table(PromptManifest.parse(text).manifest, folder: "file:///p/\(folder)/") {
              !lacking.contains($0)
            }
          )
        }))
  }

  private func heard(
    _ key: String, in tag: String, lacking: Set<String> = [], _ values: [String: SegmentBuilder.GapValue] = [:]
  ) throws -> [PromptSegment] {
    var builder = SegmentBuilder(language: "fr")
    builder.say(try #require(Self.tables(lacking: lacking).words(for: key, in: tag)), values: values)
    #expect(builder.language == "fr")
    return builder.finish()
  }

  private func speech(_ text: String, _ language: String, sayAs: String? = nil) -> PromptSegment {
    var speech = Speech(text: text, language: language)
    speech.style.sayAs = sayAs.map { .init(interpretAs: $0) }
    return .speech(speech)
  }

  @Test func wordsAndVoiceAreOfOneLanguage() throws {
    #expect(try heard("hello", in: "en") == [speech("Hello.", "en-GB")])
    #expect(try heard("english", in: "yue-HK") == [speech("English only.", "en-GB")])
    #expect(try heard("only", in: "yue") == [speech("只有普通话。", "cmn-Hans-CN")])
    #expect(try heard("only", in: "fr") == [speech("只有普通话。", "cmn-Hans-CN")])
    // Nothing stands in for English.
    #expect(Self.tables().words(for: "only", in: "en") == nil)
    #expect(Self.tables().words(for: "nowhere", in: "yue") == nil)
  }

  @Test func aRecordingThatIsThereIsHeard() throws {
    let uri = "file:///p/yue/hello.wav"
    #expect(try heard("hello", in: "yue") == [.audio(uri: uri, fallback: [speech("你好呀。", "yue-Hant-HK")])])
    #expect(try heard("hello", in: "yue", lacking: [uri]) == [speech("你好呀。", "yue-Hant-HK")])
  }

  @Test func gapsAreSpokenAsTheTableSays() throws {
    #expect(
      try heard("balance", in: "en", ["amount": .text("CNY5"), "name": .recording("file:///r.wav")]) == [
        speech("You have ", "en-GB"), speech("CNY5", "en-GB", sayAs: "currency"), speech(",", "en-GB"),
        .audio(uri: "file:///r.wav", fallback: []), speech(".", "en-GB"),
      ])
    #expect(
      try heard("balance", in: "yue", ["amount": .text("CNY5")]) == [
        .audio(uri: "file:///p/cmn/b%20eins.wav", fallback: [speech("余额是", "cmn-Hans-CN")]),
        speech("CNY5", "cmn-Hans-CN", sayAs: "currency"), speech("。", "cmn-Hans-CN"),
      ])
    #expect(Self.tables().words(for: "balance", in: "en")?.gaps == ["amount", "name"])
  }

  @Test func aShortTagIsSpokenAsTheListSays() {
    let tables = Self.tables()
    #expect(tables.tag(for: "yue") == "yue-Hant-HK")
    #expect(tables.tag(for: "en") == "en-GB")
    #expect(tables.tag(for: "en-US") == "en-US")
    #expect(tables.tag(for: "fr") == "fr")
    #expect(tables.speaks("zh-HK") && !tables.speaks("fr"))
  }

  @Test func foldersAreAboveFilesAndNamedOnTheWeb() {
    #expect(
      WordPlaces.folders(above: "file:///a%20b/c/d.vxml?x#y") == [
        "file:///a%20b/c/Prompts/", "file:///a%20b/Prompts/", "file:///Prompts/",
      ])
    #expect(WordPlaces.folders(above: "http://h/a/b.vxml") == [])
    #expect(WordPlaces.folder(" ../w?x#y", base: "http://h/a/b.vxml") == "http://h/w/")
    #expect(WordPlaces.folder("", base: "http://h/a/b.vxml") == nil)
  }
}
