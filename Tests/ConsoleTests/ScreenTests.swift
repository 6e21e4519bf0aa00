import CallInterface
@testable import Console
import Testing

@Suite struct ScreenTests {
  @Test(arguments: [
    ("abc", 3), ("两张票", 6), ("a两b", 4), ("é", 1), ("e\u{0301}", 1), ("，", 2), ("ｱ", 1), ("", 0),
  ])
  func charactersHaveWidths(_ text: String, _ width: Int) {
    #expect(TextWidth.of(text) == width)
  }

  @Test(arguments: [
    ("one two three", 8, ["one two", "three"]),
    ("one two", 7, ["one two"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("欢迎致电东方有线", 7, ["欢迎致", "电东方", "有线"]),
    ("按 1 查询", 5, ["按 1", "查询"]),
    ("", 5, [""]),
  ])
  func textIsBrokenIntoRows(_ text: String, _ columns: Int, _ rows: [String]) {
    #expect(TextWidth.rows(text, columns: columns) == rows)
  }

  @Test func liveRowsAreReplacedAndTheTranscriptStays() {
    var screen = LiveScreen(columns: 40, inColour: false)
    #expect(screen.show([.init("waiting")]) == "waiting")
    #expect(screen.show([.init("waiting")]) == "")
    #expect(screen.commit([.init("caller: press 1")]) == "\r\u{1B}[Jcaller: press 1\nwaiting")
    #expect(screen.show([.init("one"), .init("two")]) == "\r\u{1B}[Jone\ntwo")
    #expect(screen.show([]) == "\u{1B}[1A\r\u{1B}[J")
  }

  @Test func coloursAreOnlyWhereTheyAreWanted() {
    var plain = LiveScreen(columns: 40, inColour: false)
    var coloured = LiveScreen(columns: 40, inColour: true)
    #expect(plain.commit([.init("no match", .warning)]) == "no match\n")
    #expect(coloured.commit([.init("no match", .warning)]) == "\u{1B}[33mno match\u{1B}[0m\n")
  }

  private func prompt(_ segments: [PromptSegment]) -> QueuedPrompt {
    QueuedPrompt(segments: segments, bargeIn: .speech)
  }

  @Test func wordsAppearAsTheyAreSpoken() {
    let pace = SpokenPace(prompt([.speech(Speech(text: "Press one now", language: "en"))]), isFast: false)
    #expect(pace.duration == .milliseconds(1200))
    #expect(pace.spoken(after: .zero) == "Press ")
    #expect(pace.spoken(after: .milliseconds(399)) == "Press ")
    #expect(pace.spoken(after: .milliseconds(400)) == "Press one ")
    #expect(pace.spoken(after: .milliseconds(1200)) == "Press one now")
  }

  @Test func chineseAppearsByCharacter() {
    let pace = SpokenPace(prompt([.speech(Speech(text: "您好吗", language: "zh"))]), isFast: false)
    #expect(pace.spoken(after: .zero) == "您")
    #expect(pace.spoken(after: .milliseconds(250)) == "您好")
  }

  @Test func fastPromptsTakeNoTime() {
    let pace = SpokenPace(
      prompt([.speech(Speech(text: "Press one", language: "en")), .silence(.seconds(5))]), isFast: true)
    #expect(pace.duration == .zero)
    #expect(pace.spoken(after: .zero) == "Press one")
  }

  @Test func theStatusTellsTheDeadline() {
    var wait = InputWait(
      document: "a", dialog: "menu", item: "choice", prompting: false, keys: "12",
      deadline: CallInstant(sinceStart: .milliseconds(5250)), timer: "interdigittimeout")
    let now = CallInstant(sinceStart: .seconds(3))
    #expect(StatusLine.text(.input(wait), at: now) == "menu.choice · keys 12 · interdigittimeout in 2.3 s")
    wait.keys = ""
    wait.deadline = nil
    #expect(StatusLine.text(.input(wait), at: now) == "menu.choice")
    #expect(StatusLine.text(.fetch(ActivityID(1)), at: now) == "fetching")
    #expect(StatusLine.text(.ended, at: now) == nil)
  }
}
