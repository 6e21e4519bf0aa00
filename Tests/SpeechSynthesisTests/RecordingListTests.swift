import FlowDocument
import FlowLint
import FlowParser
import Foundation
import Prompting
import Testing

@testable import SpeechSynthesis

@Suite struct RecordingListTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
  }

  private func flow(_ name: String, _ content: String, language: String = "en-GB") throws {
    try folder.write(
      name,
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="\(language)">
      \(content)
      </vxml>
      """)
  }

  private func set(_ names: String...) -> FlowSet {
    FlowSet(names.map { "file://" + folder.file($0) }) { uri throws(FlowSet.Unreadable) in
      guard let bytes = DiskFile.read(FilePaths.path(of: uri)) else {
        throw FlowSet.Unreadable(reason: "there is no such file")
      }
      return bytes
    }
  }

  private func list(_ names: String...) throws -> RecordingList {
    let flows = FlowSet(names.map { "file://" + folder.file($0) }) { uri throws(FlowSet.Unreadable) in
      DiskFile.read(FilePaths.path(of: uri)) ?? []
    }
    try #require(flows.problems.isEmpty)
    return RecordingList(flows.flows, prompts: PromptFolders(folder.file("Prompts")))
  }

  private func short(_ path: String) -> String {
    path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.count + 1)) : path
  }

  // MARK: Flows

  @Test func linksAreFollowedInTheSameFolder() throws {
    try flow(
      "a.vxml",
      """
      <link dtmf="9" next="help/link.vxml#x"/>
      <menu><choice dtmf="1" next="choice.vxml"/><choice dtmf="2" next="http://elsewhere.example/x.vxml"/></menu>
      <form id="f"><subdialog src="sub.vxml"/>
        <block><goto next="#f"/><goto next="../outside.vxml"/><goto expr="'computed.vxml'"/><goto next="a.vxml"/>
        <submit next="cgi.php"/></block></form>
      """)
    for name in ["help/link.vxml", "choice.vxml", "sub.vxml", "computed.vxml"] {
      try flow(name, "<form><block>\(name)</block></form>")
    }
    let found = set("a.vxml")
    #expect(found.problems.isEmpty)
    #expect(
      found.flows.map { short(FilePaths.path(of: $0.document.uri)) }
        == ["a.vxml", "help/link.vxml", "choice.vxml", "sub.vxml"])
  }

  @Test func problemsAreLocatedAndTheRestIsListed() throws {
    try flow("a.vxml", "<form><block>Hello.<goto next=\"bad.vxml\"/><goto next=\"gone.vxml\"/></block></form>")
    try flow("bad.vxml", "<form><blok/></form>")
    let found = set("a.vxml")
    #expect(found.flows.count == 1)
    #expect(
      found.problems.map { "\(short(FilePaths.path(of: $0.file))):\($0.location)" } == [
        "bad.vxml:2:7", "gone.vxml:1:1",
      ])
  }

  // MARK: Rows

  @Test func wordsOfTheManifestHaveItsNames() throws {
    try folder.write(
      "Prompts/en/prompts.tsv", "# id\tfile\twords\nhi\tgreetings/hi.wav\tHello.\nbye\tbye.wav\tGoodbye.\n")
    try folder.write("Prompts/en/bye.wav", "")
    try flow(
      "a.vxml", "<form><block><prompt> Hello. </prompt><prompt>Goodbye.</prompt><prompt>Else.</prompt></block></form>")
    let rows = try list("a.vxml").rows
    #expect(rows.map(\.id) == ["hi", "bye", "a.1"])
    #expect(rows.map { short($0.file) } == ["Prompts/en/greetings/hi.wav", "Prompts/en/bye.wav", "Prompts/en/a.1.wav"])
    #expect(rows.map(\.state) == [.missing, .recorded, .missing])
  }

  @Test func equalWordsAreOneRecordingForEachLanguage() throws {
    try flow(
      "a.vxml",
      """
      <form id="one"><block><prompt>OK.</prompt><prompt xml:lang="zh-HK">OK.</prompt></block></form>
      <form id="two"><block><prompt>OK.</prompt></block></form>
      """)
    let rows = try list("a.vxml").rows
    #expect(rows.map(\.language) == ["en-GB", "zh-HK"])
    #expect(rows[0].uses.map { "\($0.line) \($0.dialog ?? "-")" } == ["2 one", "3 two"])
    #expect(short(rows[1].file) == "Prompts/yue/a.one.1.wav")
  }

  @Test func soundsAreListedWithTheirWords() throws {
    try folder.write("sounds/there.wav", "")
    try flow(
      "a.vxml",
      """
      <form><block><prompt>
        <audio src="sounds/there.wav">I am <emphasis>there</emphasis>.</audio>
        <audio src="sounds/gone%20away.wav"/>
        <audio src="http://example.com/x.wav">Elsewhere.</audio>
        <audio expr="chosen">Stands in.</audio>
        <audio src="a.wav"><audio src="b.wav">Both.</audio></audio>
        <audio src="c.wav">You have <value expr="n"/> points.</audio>
      </prompt></block></form>
      """)
    let rows = try list("a.vxml").rows
    #expect(
      rows.map { "\($0.id)|\($0.words)|\(short($0.file))|\($0.state.rawValue)|\($0.isFixed)" } == [
        "there|I am there.|sounds/there.wav|yes|true", "gone away||sounds/gone away.wav|no|false",
        "x|Elsewhere.|http://example.com/x.wav|elsewhere|true", "a.1|Stands in.|Prompts/en/a.1.wav|no|true",
        "a|Both.|a.wav|no|true", "b|Both.|b.wav|no|true", "c|You have {n} points.|c.wav|no|false",
      ])
    #expect(rows[1].notes == ["the flow does not say its words"])
    #expect(rows[6].notes == ["holds what is computed: one recording cannot say it"])
  }

  @Test func speakersLearnWhatStandsAround() throws {
    try flow(
      "a.vxml",
      """
      <form><block><prompt>Your balance is <say-as interpret-as="currency"><value expr="sum"/></say-as>. Thank
        <prosody rate="slow">you.</prosody><break time="1s"/> Bye.</prompt></block></form>
      """)
    let rows = try list("a.vxml").rows
    #expect(rows.prefix(4).map(\.words) == ["Your balance is", "Thank", "you.", "Bye."])
    #expect(rows[0].notes == ["middle of a sentence: {sum} as currency follows, keep the voice up"])
    #expect(
      rows[1].notes == ["goes on after {sum} as currency", "middle of a sentence: \"you.\" follows, keep the voice up"])
    #expect(rows[2].notes == ["goes on after \"Thank\"", "rate: slow"])
    #expect(rows[3].notes == [])
    let vocabulary = rows.dropFirst(4)
    #expect(vocabulary.map(\.words).contains("yuan"))
    #expect(vocabulary.allSatisfy { $0.uses == rows[0].uses && $0.file.hasSuffix("/Prompts/en/\($0.id).wav") })
  }

  /// In each language that has the key; what stands between gaps by itself.
  @Test func wordsByKeyAreListed() throws {
    try folder.write("Prompts/languages", "cmn cmn-Hans-CN\nen en-GB")
    try folder.write("Prompts/cmn/prompts.tsv", "hi\thi.wav\t你好。\nsum\t-\t余额是{sum:currency}。\nhas\thas.wav\t余额是")
    try folder.write("Prompts/en/prompts.tsv", "hi\t-\tHello.\nsum\t-\tYou, {name}, have {sum}.")
    try folder.write(
      "a.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1"><form id="f"><block>
      <prompt><ivr:say key="hi">never</ivr:say><ivr:say key="nowhere">otherwise</ivr:say></prompt>
      <prompt><ivr:say key="sum"><param name="sum" expr="x"/><param name="name" expr="y"/></ivr:say></prompt>
      </block></form></vxml>
      """)
    let rows = try list("a.vxml").rows.filter {
      !["number", "unit", "digit", "count", "currency"].contains($0.id.prefix { $0 != "." })
    }
    #expect(
      rows.map { "\($0.language) \($0.id) \($0.words) \(short($0.file))" } == [
        "cmn-Hans-CN hi 你好。 Prompts/cmn/hi.wav", "en-GB hi Hello. Prompts/en/hi.wav",
        "en a.f.1 otherwise Prompts/en/a.f.1.wav", "cmn-Hans-CN has 余额是 Prompts/cmn/has.wav",
        "en-GB sum.1 You, Prompts/en/sum.1.wav", "en-GB sum.2 have Prompts/en/sum.2.wav",
      ])
    #expect(rows[1].notes == ["name the file in prompts.tsv once it is there"])
    #expect(rows.allSatisfy { $0.uses.first?.dialog == "f" })
  }

  @Test(arguments: ["digits", "number", "ordinal", "currency", "date", "time", "duration", "telephone", "boolean"])
  func eachTypeHasItsWords(_ type: String) throws {
    try flow(
      "a.vxml",
      """
      <form><block>
      <prompt xml:lang="en"><say-as interpret-as="\(type)"><value expr="x"/></say-as></prompt>
      <prompt xml:lang="cmn"><say-as interpret-as="vxml:\(type)"><value expr="x"/></say-as></prompt>
      <prompt xml:lang="yue"><say-as interpret-as="\(type)"><value expr="x"/></say-as></prompt>
      <prompt xml:lang="de"><say-as interpret-as="\(type)"><value expr="x"/></say-as></prompt>
      </block></form>
      """)
    let list = try list("a.vxml")
    #expect(list.languages == ["en", "cmn", "yue"])
    for language in list.languages {
      let ids = list.rows(in: language).map(\.id)
      #expect(ids.count >= 2)
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func menusSpeakTheirChoicesOnlyWhereTheyEnumerate() throws {
    let choices = "<choice dtmf=\"1\" next=\"#m\">News</choice><choice dtmf=\"2\" next=\"#m\">Sport</choice>"
    try flow(
      "a.vxml",
      """
      <menu id="m"><prompt>Say <enumerate/></prompt>\(choices)</menu>
      <menu id="n"><prompt>Press.</prompt>\(choices.replacing("News", with: "Weather"))</menu>
      """)
    #expect(try Set(list("a.vxml").rows.map(\.words)) == ["Say", "Press.", "News", "Sport"])
  }

  @Test func languagesCanBeChosen() throws {
    try flow(
      "a.vxml",
      """
      <form><block><prompt>One.</prompt><prompt xml:lang="zh-HK">二。</prompt><prompt xml:lang="zhx">三。</prompt></block></form>
      """)
    let list = try list("a.vxml")
    #expect(list.only(["ZH"]).rows.map(\.words) == ["二。"])
    #expect(list.only(["en", "zh-HK"]).rows.count == 2)
    #expect(list.only(["en-US"]).rows.isEmpty)
  }

  // MARK: Written out

  @Test func fieldsOfCSVAreQuotedWhereTheyMustBe() {
    let row = Recording(
      id: "a", language: "en", words: "He said, \"no\"\nand left", file: "/f/a.wav", state: .missing,
      uses: [
        Recording.Use(file: "/f/a.vxml", line: 3, dialog: nil), Recording.Use(file: "/f/b.vxml", line: 4, dialog: "d"),
      ], notes: [], isFixed: true)
    #expect(
      RecordingList(rows: [row]).csv { String($0.dropFirst(3)) } == """
        id,language,words,file,exists,used,notes\r
        a,en,"He said, ""no""\nand left",a.wav,no,a.vxml:3; b.vxml:4 d,\r

        """)
  }

  @Test func markupInWordsIsEscaped() {
    let row = Recording(
      id: "<b>", language: "x\"y", words: "a < b & \"c\"", file: "/a.wav", state: .missing, uses: [], notes: ["<i>"],
      isFixed: true)
    let page = RecordingList(rows: [row]).html(title: "<t>", name: { $0 })
    for bad in ["<b></b>", "<b><b>", "<i>", "<t>", "x\"y"] { #expect(!page.contains(bad)) }
    #expect(page.contains("a &lt; b &amp; &quot;c&quot;"))
  }

  /// Keys that can be read out of an expression are listed; where nothing can be read, the place is.
  @Test func computedKeysAreListedAsFarAsTheyCanBeRead() throws {
    try folder.write("Prompts/languages", "en en-GB")
    try folder.write(
      "Prompts/en/prompts.tsv", "go\t-\tGo.\nstop\t-\tStop.\nby.day\t-\tBy day.\nby.night\t-\tBy night.\nno\t-\tNo.")
    try folder.write(
      "a.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1" xml:lang="en-GB"><form><block>
      <prompt><ivr:say keyexpr="a ? 'go' : 'stop'"/></prompt>
      <prompt><ivr:say keyexpr="'by.' + part"/></prompt>
      <prompt><ivr:say keyexpr="wherever()">Somewhere.</ivr:say></prompt>
      </block></form></vxml>
      """)
    let list = try list("a.vxml")
    #expect(list.rows.map(\.words) == ["Go.", "Stop.", "By day.", "By night.", "Somewhere."])
    #expect(list.computed.map(\.line) == [4])
    #expect(list.only(["en"]).computed == list.computed)
    #expect(list.text(name: short).hasSuffix("computed at a.vxml:4\n\n5 recordings: 0 are there, 5 are missing\n"))
    #expect(list.csv(name: short).hasSuffix(",,,,,a.vxml:4,the key is computed in the call\r\n"))
    #expect(list.html(title: "a", name: short).contains("<p>Computed in the call, and in no table: a.vxml:4.</p>"))
  }

  @Test func theFolderIsTheOneThatAFlowOrItsRootNames() throws {
    try flow("flows/root.vxml", "<property name=\"ivr.prompts\" value=\"../words\"/>")
    try folder.write(
      "flows/leaf.vxml",
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" application=\"root.vxml\"><form/></vxml>")
    try flow("flows/other.vxml", "<property name=\"ivr.prompts\" value=\"elsewhere/\"/><form/>")
    try flow("flows/plain.vxml", "<form/>")
    let documents = set("flows/leaf.vxml", "flows/other.vxml", "flows/plain.vxml").flows.map(\.document)
    #expect(
      documents.map { short(PromptFolders.path(of: $0, among: documents)) }
        == ["words", "flows/elsewhere", "flows/Prompts", "words"])
  }

  @Test func theHotlineIsListed() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let flows = FlowSet(["file://\(root)/Flows/hotline/hotline.vxml"]) { uri throws(FlowSet.Unreadable) in
      guard let bytes = DiskFile.read(FilePaths.path(of: uri)) else { throw FlowSet.Unreadable(reason: uri) }
      return bytes
    }
    #expect(flows.problems.isEmpty)
    let folder = PromptFolders(PromptFolders.path(forFlow: "\(root)/Flows/hotline/hotline.vxml"))
    #expect(folder.path == "\(root)/Prompts")
    #expect(folder.problems.isEmpty)
    let list = RecordingList(flows.flows, prompts: folder)
    #expect(list.languages == ["cmn-Hans-CN", "yue-Hant-HK", "en-GB"])
    // Words of keys that stand in the flow, and nothing else but values. The tables hold words of other flows too.
    for (language, name) in zip(list.languages, ["cmn", "yue", "en"]) {
      let manifest = folder.manifest(for: name)
      let ids = Set(list.rows(in: language).map(\.id))
      let recorded = manifest.entries.filter { $0.file != nil }.map(\.id)
      #expect(ids.isSuperset(of: recorded.filter { $0.hasPrefix("menu.") || $0.hasPrefix("account.") }))
      let others = ids.subtracting(manifest.entries.map(\.id))
      #expect(others.isSubset(of: SayAs.vocabulary(language: language).map(\.id)))
      #expect(others.isSuperset(of: (0...9).map { "digit.\($0)" }))
    }
    let own = RecordingList(
      rows: list.rows.filter { folder.manifest(for: $0.language).entry(id: $0.id) != nil }.map { row in
        Recording(
          id: row.id, language: row.language, words: row.words, file: row.file, state: .missing, uses: row.uses,
          notes: row.notes, isFixed: row.isFixed)
      })
    let name = { (path: String) in String(path.dropFirst(root.count + 1)) }
    try Golden.expect(own.csv(name: name), "hotline.csv")
    try Golden.expect(own.html(title: "hotline", name: name), "hotline.html")
    try Golden.expect(own.text(name: name), "hotline.txt")
  }
}
