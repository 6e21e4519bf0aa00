import FlowDocument
import FlowParser
import Testing

@Suite("Prompts")
struct PromptBuildingTests {
  private func executables(_ content: String) throws -> [Executable] {
    let result = Reading.document(Reading.flow("<form><block>\(content)</block></form>"))
    return try #require(result.value, "\(result.diagnostics)").forms[0].items[0].executables
  }

  private func prompt(_ content: String) throws -> Prompt {
    guard case .prompt(let prompt)? = try executables("<prompt>\(content)</prompt>").first else {
      throw Missing()
    }
    return prompt
  }

  private struct Missing: Error {}

  private func markup(_ content: String) throws -> SpeechMarkup {
    guard case .markup(let markup)? = try prompt(content).content.first else { throw Missing() }
    return markup
  }

  @Test func `neighbours of text, audio and values are one prompt`() throws {
    let content = try executables(
      """

        Hello <value expr="a"/>, <audio src="a.wav"/> <!-- note --> <break/>
        <assign name="a" expr="1"/>
        <goto next="#a"/> bye
      """)
    #expect(content.count == 4)
    guard case .prompt(let first) = content[0], case .prompt(let last) = content[3] else {
      Issue.record("no prompts")
      return
    }
    // Text, value, text, audio, blank, pause.
    #expect(first.content.count == 6)
    #expect(first.count == 1 && first.bargeIn == nil && first.condition == nil)
    #expect(last.content.words == "bye")
  }

  @Test func `blanks make no prompt`() throws {
    #expect(try executables("  \n\t ").isEmpty)
    #expect(try executables(" <exit/> \n <!-- c --> ").count == 1)
    #expect(try prompt("  ").content.isEmpty)
  }

  @Test func `a form item has its prompts, written out or not, in order`() throws {
    let text = Reading.flow(
      "<form><field name=\"f\">One<prompt count=\"2\">two</prompt><grammar src=\"g\"/>three <enumerate/></field></form>"
    )
    let prompts = Reading.document(text).value?.forms.first?.items.first?.prompts ?? []
    #expect(prompts.map(\.content.words) == ["One", "two", "three"])
    #expect(prompts.map(\.count) == [1, 2, 1])
  }

  @Test func `the attributes of a prompt`() throws {
    guard
      case .prompt(let prompt)? = try executables(
        "<prompt count=\"3\" cond=\"a\" timeout=\"2s\" bargein=\"false\" bargeintype=\"hotword\" xml:lang=\"fr\">x</prompt>"
      ).first
    else {
      throw Missing()
    }
    #expect(prompt.count == 3 && prompt.condition?.source == "a" && prompt.timeout == .seconds(2))
    #expect(prompt.bargeIn == false && prompt.bargeInType == .hotword && prompt.language == "fr")
  }

  @Test(arguments: [
    ("<break/>", 500), ("<break strength=\"none\"/>", 0), ("<break strength=\"x-weak\"/>", 100),
    ("<break strength=\"weak\"/>", 250), ("<break strength=\"medium\"/>", 500), ("<break strength=\"strong\"/>", 1_000),
    ("<break strength=\"x-strong\"/>", 2_000), ("<break time=\"1.25s\"/>", 1_250), ("<break size=\"large\"/>", 1_000),
    ("<break msecs=\"70\"/>", 70), ("<break strength=\"none\" time=\"3s\"/>", 3_000),
  ])
  func `breaks are silences`(written: String, milliseconds: Int) throws {
    #expect(try markup(written).kind == .pause(.milliseconds(milliseconds)))
  }

  @Test func `speech markup`() throws {
    #expect(
      try markup("<say-as interpret-as=\"date\" format=\"ymd\" detail=\"1\">x</say-as>").kind
        == .sayAs(interpretAs: "date", format: "ymd", detail: "1"))
    #expect(
      try markup("<say-as type=\"date:ymd\">x</say-as>").kind == .sayAs(interpretAs: "date", format: "ymd", detail: nil)
    )
    #expect(
      try markup("<value class=\"phone\" expr=\"a\"/>").kind == .sayAs(interpretAs: "phone", format: nil, detail: nil))
    #expect(try markup("<sayas sub=\"b\">x</sayas>").kind == .substitute(alias: "b"))
    #expect(try markup("<sub alias=\"b\">x</sub>").kind == .substitute(alias: "b"))
    #expect(try markup("<emphasis level=\"strong\">x</emphasis>").kind == .emphasis(level: "strong"))
    #expect(try markup("<prosody rate=\"fast\">x</prosody>").kind == .prosody(rate: "fast", pitch: nil, volume: nil))
    #expect(try markup("<voice name=\"n\">x</voice>").kind == .voice(gender: nil, name: "n"))
    #expect(try markup("<p>x</p>").kind == .paragraph)
    #expect(try markup("<s xml:lang=\"fr\">x</s>").language == "fr")
    #expect(try markup("<phoneme ph=\"x\">x</phoneme>").content.words == "x")
    #expect(try markup("<metadata><a>no</a> words</metadata>").content.isEmpty)
  }

  @Test func `audio with its fallback and the base of its prompt`() throws {
    guard
      case .prompt(let prompt)? = try executables(
        "<prompt xml:base=\"http://example.com/a/\"><audio src=\"b.wav\">one <audio expr=\"c\">two</audio></audio></prompt>"
      ).first, case .audio(let audio)? = prompt.content.first, case .literal(let source) = audio.source
    else {
      throw Missing()
    }
    #expect(source.value == "http://example.com/a/b.wav")
    #expect(audio.fallback.words == "one two")
  }
}
