import CallInterface
import Prompting
import Testing

private func style(_ type: String) -> SpeechStyle {
  var style = SpeechStyle()
  style.sayAs = SpeechStyle.SayAs(interpretAs: type)
  return style
}

private func segments(
  _ text: String, _ type: String, _ language: String, recorded: Set<String>
) -> [PromptSegment]? {
  SayAs.segments(text, style: style(type), language: language) { id, language in
    recorded.contains("\(language)/\(id)") ? "prompts:\(language)/\(id).wav" : nil
  }
}

private func speech(_ text: String, _ language: String) -> PromptSegment {
  .speech(Speech(text: text, language: language))
}
private func sound(_ name: String, _ words: String, _ language: String) -> PromptSegment {
  .audio(uri: "prompts:\(name).wav", fallback: [speech(words, language)])
}

@Suite("Say-as as segments") struct SayAsSegmentsTests {
  @Test("without recordings it is one speech in natural spacing")
  func unrecorded() {
    #expect(
      segments("555-0123", "telephone", "en-US", recorded: []) == [speech("five five five, oh one two three", "en-US")])
    #expect(segments("CNY12.50", "currency", "cmn", recorded: []) == [speech("十二元五角", "cmn")])
  }

  @Test("a recording is heard where there is one, its words in its fallback, neighbours joined")
  func recorded() {
    #expect(
      segments("1234", "number", "en-GB", recorded: ["en/number.1000", "en-GB/number.34", "en/number.34"]) == [
        speech("one", "en-GB"), sound("en/number.1000", "thousand", "en-GB"), speech("two hundred and", "en-GB"),
        sound("en-GB/number.34", "thirty-four", "en-GB"),
      ])
  }

  @Test("a pause beside a recording is a silence")
  func pauses() {
    let pause = PromptSegment.silence(.milliseconds(250))
    #expect(
      segments("1 2 3", "digits", "cmn", recorded: ["cmn/digit.2"]) == [
        speech("一", "cmn"), pause, sound("cmn/digit.2", "二", "cmn"), pause, speech("三", "cmn"),
      ])
    #expect(
      segments("1 2", "digits", "cmn", recorded: ["cmn/digit.1", "cmn/digit.2"]) == [
        sound("cmn/digit.1", "一", "cmn"), pause, sound("cmn/digit.2", "二", "cmn"),
      ])
  }

  @Test("Cantonese takes a recording in Mandarin only for the same words")
  func fallsBackToMandarin() {
    let recorded: Set = ["cmn/number.3", "cmn/number.200", "cmn/number.10000", "cmn/unit.yuan", "yue/unit.jiao"]
    #expect(segments("3", "number", "yue", recorded: recorded) == [sound("cmn/number.3", "三", "yue")])
    #expect(segments("200", "number", "yue", recorded: recorded) == [speech("二百", "yue")])
    #expect(
      segments("30000", "number", "zh-HK", recorded: recorded) == [
        sound("cmn/number.3", "三", "zh-HK"), sound("cmn/number.10000", "萬", "zh-HK"),
      ])
    #expect(
      segments("HKD3.30", "currency", "yue-Hant-HK", recorded: recorded) == [
        sound("cmn/number.3", "三", "yue-Hant-HK"), speech("蚊", "yue-Hant-HK"),
        sound("cmn/number.3", "三", "yue-Hant-HK"), sound("yue/unit.jiao", "毫", "yue-Hant-HK"),
      ])
  }

  @Test("Mandarin and English never borrow, and zh-HK never looks into zh")
  func neverBorrows() {
    #expect(segments("3", "number", "cmn", recorded: ["yue/number.3"]) == [speech("三", "cmn")])
    #expect(segments("3", "number", "en", recorded: ["cmn/number.3"]) == [speech("three", "en")])
    #expect(segments("3", "number", "zh-HK", recorded: ["zh/number.3"]) == [speech("三", "zh-HK")])
    #expect(segments("3", "number", "zh-CN", recorded: ["zh/number.3"]) == [sound("zh/number.3", "三", "zh-CN")])
  }

  @Test("the rest of the style stays on the words, and nothing without a say-as is touched")
  func styles() {
    var loud = style("number")
    loud.volume = "loud"
    var plain = loud
    plain.sayAs = nil
    #expect(
      SayAs.segments("7", style: loud, language: "en") { _, _ in nil }
        == [.speech(Speech(text: "seven", language: "en", style: plain))])
    #expect(SayAs.segments("7", style: plain, language: "en") { _, _ in nil } == nil)
    #expect(segments("seven", "number", "en", recorded: []) == nil)
    #expect(segments("7", "number", "fr", recorded: []) == nil)
  }

  @Test("a prompt is resolved in place, in fallbacks too; what does not fit stays")
  func resolved() {
    let number = PromptSegment.speech(Speech(text: "101 ", language: "en-GB", style: style("number")))
    let odd = PromptSegment.speech(Speech(text: "soon", language: "en", style: style("date")))
    let prompt: [PromptSegment] = [
      speech("Press ", "en-GB"), number, .mark("m"), odd, .audio(uri: "a.wav", fallback: [number]),
      .silence(.seconds(1)),
    ]
    let spoken = speech("one hundred and one ", "en-GB")
    #expect(
      SayAs.resolved(prompt) { _, _ in nil } == [
        speech("Press ", "en-GB"), spoken, .mark("m"), odd, .audio(uri: "a.wav", fallback: [spoken]),
        .silence(.seconds(1)),
      ])
  }
}
