import CallInterface
import Testing

@testable import Prompting

private func speech(_ text: String) -> PromptSegment { .speech(Speech(text: text, language: "en")) }

@Suite("A prompt in words") struct SpokenTextTests {
  @Test(
    "words",
    arguments: [
      ([speech("Press "), speech("one")], "Press one"), ([speech("un"), speech("able")], "unable"),
      ([speech("a"), .silence(.seconds(1)), speech("b")], "a b"), ([speech("a "), .mark("m"), speech("b")], "a b"),
      ([speech("a"), .mark("m"), speech("b")], "ab"), ([.silence(.seconds(1))], ""), ([], ""),
      ([speech("Hi"), .audio(uri: "http://h/p/x.wav?v=1#f", fallback: []), speech("there")], "Hi [x.wav] there"),
      ([.audio(uri: "http://h/x.wav", fallback: [speech("Welcome.")]), speech("Press 1")], "Welcome. Press 1"),
      ([.audio(uri: "a.wav", fallback: [.audio(uri: "b.wav", fallback: [speech("deep")])])], "deep"),
      ([.audio(uri: "a.wav", fallback: [.silence(.seconds(1))])], "[a.wav]"),
    ])
  func words(segments: [PromptSegment], text: String) {
    #expect(SpokenText.words(of: segments) == text)
  }
}

@Suite("Speaking time") struct SpeakingTimeTests {
  @Test(
    "texts, in milliseconds",
    arguments: [
      ("", 0), ("Hello", 400), ("Hello world", 800), ("Hello, world.", 1250), ("3.14", 400), ("at 12:30", 800),
      ("wait...", 700),
      ("what?!", 700), ("it's o'clock", 800), ("- a", 400), ("你好", 500), ("你好。", 800), ("你好，世界！", 1450), ("按1键", 900),
      ("VIP会员", 900), ("一、二", 650), ("a.一", 950), ("ok;go", 400), ("ok; go", 950), ("（注）", 250),
    ])
  func texts(text: String, milliseconds: Int) {
    #expect(SpeakingTime.duration(of: text) == .milliseconds(milliseconds))
  }

  @Test(
    "segments, in milliseconds",
    arguments: [
      ([speech("one"), .silence(.milliseconds(250)), speech("two")], 1050), ([speech("un"), speech("able")], 400),
      ([speech("un "), speech("able")], 800), ([.audio(uri: "known", fallback: [speech("one")])], 2500),
      ([.audio(uri: "x", fallback: [speech("one two")])], 800), ([.audio(uri: "x", fallback: [])], 1000),
      ([.audio(uri: "x", fallback: [.mark("m")])], 1000), ([.mark("m")], 0), ([], 0),
    ])
  func segments(segments: [PromptSegment], milliseconds: Int) {
    let time = SpeakingTime.duration(of: segments) { $0 == "known" ? .milliseconds(2500) : nil }
    #expect(time == .milliseconds(milliseconds))
  }

  @Test("marks are reached when what is before them was spoken")
  func marks() {
    let timeline = SpeakingTime.timeline(of: [
      .mark("a"), speech("one two. "), .mark("b"), .silence(.seconds(1)), .mark("c"), speech("three"),
    ])
    #expect(
      timeline.marks == [
        MarkTime(name: "a", time: .zero), MarkTime(name: "b", time: .milliseconds(1100)),
        MarkTime(name: "c", time: .milliseconds(2100)),
      ])
    #expect(timeline.duration == .milliseconds(2500))
  }
}
