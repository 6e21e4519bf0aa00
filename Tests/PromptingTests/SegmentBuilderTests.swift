import CallInterface
import FlowDocument
import Testing

@testable import Prompting

private let anywhere = SourceLocation(line: 1, column: 1)

private func markup(
  _ kind: SpeechMarkup.Kind, language: String? = nil, _ content: PromptContent...
) -> PromptContent {
  .markup(SpeechMarkup(kind: kind, language: language, content: content, location: anywhere))
}

private func walk(_ content: [PromptContent], _ builder: inout SegmentBuilder) {
  for piece in content {
    switch piece {
    case .text(let text): builder.text(text)
    case .mark(let mark): if case .literal(let name) = mark.name { builder.mark(name.value) }
    case .markup(let markup):
      builder.push(markup)
      walk(markup.content, &builder)
      builder.pop()
    case .value, .audio, .enumerate, .foreach, .say: Issue.record("these are the interpreter's to evaluate")
    }
  }
}

private func segments(_ content: PromptContent...) -> [PromptSegment] {
  var builder = SegmentBuilder(language: "en")
  walk(content, &builder)
  return builder.finish()
}

private func mark(_ name: String) -> PromptContent {
  .mark(Mark(name: .literal(Located(name, at: anywhere)), location: anywhere))
}

private func speech(_ text: String, _ language: String = "en", _ change: (inout SpeechStyle) -> Void = { _ in })
  -> PromptSegment
{
  var style = SpeechStyle()
  change(&style)
  return .speech(Speech(text: text, language: language, style: style))
}

@Suite("Segments of a prompt") struct SegmentBuilderTests {
  @Test("blanks collapse, text is joined, an empty prompt is nothing (PRMPT-32, PRMPT-33)")
  func blanks() {
    #expect(segments(.text("\n  Hello,\n\t world  "), .text("again. ")) == [speech("Hello, world again.")])
    #expect(segments(.text("Hel"), .text("lo")) == [speech("Hello")])
    #expect(segments(.text(" \n "), .text("")) == [])
  }

  @Test("a line break between Chinese characters is no blank, a blank stays one, Latin words keep theirs (PRMPT-32)")
  func chinese() {
    #expect(segments(.text("欢迎\n    致电"), .text("\n"), .text("本公司。\n  请按")) == [speech("欢迎致电本公司。请按")])
    #expect(segments(.text("我们的\n  VIP\n  会员")) == [speech("我们的 VIP 会员")])
    #expect(segments(.text("按 一")) == [speech("按 一")])
    #expect(segments(.text("고객\n센터")) == [speech("고객 센터")])
  }

  @Test(
    "characters of any script survive (SSML-17)", arguments: ["〇一二", "👨‍👩‍👧", "e\u{301}t\u{E9}", "a\u{A0}b", "ไทย", "𠮷野"])
  func characters(text: String) {
    #expect(segments(.text(text)).first.map { [$0] } == [speech(text)])
    guard case .speech(let speech)? = segments(.text(text)).first else { return }
    #expect(Array(speech.text.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test("style changes split segments, not words; the blank tells them apart")
  func styles() {
    let strong = segments(.text("Press "), markup(.emphasis(level: "strong"), .text("one")), .text(" now"))
    #expect(strong == [speech("Press "), speech("one ") { $0.emphasis = "strong" }, speech("now")])
    let word = segments(.text("un"), markup(.emphasis(level: nil), .text("believ")), .text("able"))
    #expect(word == [speech("un"), speech("believ") { $0.emphasis = "moderate" }, speech("able")])
    let same = segments(.text("a "), markup(.phoneme, .text("b")), .text(" c"))
    #expect(same == [speech("a b c")])
  }

  @Test("prosody, voice and say-as add up and end with their element (SSML-07, SSML-10, SSML-11)")
  func nesting() {
    let nested = segments(
      markup(
        .prosody(rate: "slow", pitch: nil, volume: "loud"), .text("a"),
        markup(.prosody(rate: nil, pitch: "high", volume: "soft"), .text("b")),
        markup(.voice(gender: "female", name: nil), language: "fr", .text("c"))),
      markup(.sayAs(interpretAs: "digits", format: "f", detail: nil), .text("12")))
    #expect(
      nested == [
        speech("a") { ($0.rate, $0.volume) = ("slow", "loud") },
        speech("b") { ($0.rate, $0.pitch, $0.volume) = ("slow", "high", "soft") },
        speech("c", "fr") { ($0.rate, $0.volume, $0.voiceGender) = ("slow", "loud", "female") },
        speech("12") { $0.sayAs = SpeechStyle.SayAs(interpretAs: "digits", format: "f") },
      ])
  }

  @Test("sub speaks its alias, desc and metadata nothing (SSML-05, SSML-12, SSML-13)")
  func unspoken() {
    let text = segments(
      .text("The "), markup(.substitute(alias: "World Wide Web Consortium"), .text("W3C"), mark("m")), .text(" says"),
      markup(.description, .text("a picture")), markup(.silentMetadata, .text("meta")))
    #expect(text == [speech("The World Wide Web Consortium"), .mark("m"), speech("says")].spaced(at: 0))
    #expect(segments(markup(.substitute(alias: "x"), language: "de", .text("y"))) == [speech("x", "de")])
  }

  @Test("paragraphs and sentences end words, Chinese ones too (SSML-09)")
  func boundaries() {
    #expect(segments(markup(.sentence, .text("One.")), markup(.sentence, .text("Two."))) == [speech("One. Two.")])
    #expect(segments(markup(.paragraph, .text("你好")), .text("再见")) == [speech("你好 再见")])
  }

  @Test("silence and sounds stand by themselves; no silence of no length (SSML-03)")
  func silence() {
    let pause = segments(.text("a "), markup(.pause(.milliseconds(500))), .text(" b"), markup(.pause(.zero)))
    #expect(pause == [speech("a"), .silence(.milliseconds(500)), speech("b")])
    var builder = SegmentBuilder(language: "en")
    builder.text("a ")
    builder.audio(uri: "http://h/x.wav", fallback: [speech("x")])
    builder.text(" b")
    #expect(builder.finish() == [speech("a"), .audio(uri: "http://h/x.wav", fallback: [speech("x")]), speech("b")])
    #expect(builder.finish() == [])
  }

  @Test("marks keep their place and break no word (SSML-18)")
  func marks() {
    #expect(segments(.text("one "), mark("m"), .text("two")) == [speech("one "), .mark("m"), speech("two")])
    #expect(segments(.text("one"), mark("m"), .text("two")) == [speech("one"), .mark("m"), speech("two")])
    #expect(segments(markup(.emphasis(level: nil), mark("m"))) == [.mark("m")])
  }
}

extension [PromptSegment] {
  /// With a blank after the speech at an index.
  fileprivate func spaced(at index: Int) -> [PromptSegment] {
    var copy = self
    if case .speech(var speech) = copy[index] {
      speech.text += " "
      copy[index] = .speech(speech)
    }
    return copy
  }
}
