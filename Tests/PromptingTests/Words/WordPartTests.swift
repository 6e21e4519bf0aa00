import CallInterface
import Testing

@testable import Prompting

/// Words of a table and their gaps.
@Suite struct WordPartTests {
  @Test func gapsStandBetweenWords() throws {
    #expect(
      try WordPart.parts(of: "您的余额是{amount:currency}，{due : date:ymd:weekday}前。{{{n}}}") == [
        .text("您的余额是"), .gap(name: "amount", .init(interpretAs: "currency")), .text("，"),
        .gap(name: "due", .init(interpretAs: "date", format: "ymd", detail: "weekday")), .text("前。{"),
        .gap(name: "n", nil), .text("}"),
      ])
    #expect(try WordPart.parts(of: "") == [])
    #expect(try WordPart.parts(of: "{count:number::}") == [.gap(name: "count", .init(interpretAs: "number"))])
  }

  @Test(arguments: [
    ("a {b", 3, "has no end"), ("b} a", 2, "no gap begins"), ("您{}好", 2, "is no gap"), ("{a b}", 1, "is no gap"),
    ("{a{b}", 1, "is no gap"), ("x{a:curency}", 2, "\"curency\"; there are boolean, cardinal, currency"),
    ("{a:date:ymd:weekday:x}", 1, "says more than"), ("{:currency}", 1, "is no gap"),
    ("{" + String(repeating: "é<", count: 40_000) + "}", 1, "is no gap"),
  ])
  func brokenGapsAreLocated(_ words: String, _ column: Int, _ message: String) {
    let fault = #expect(throws: WordPart.Fault.self) { try WordPart.parts(of: words) }
    #expect(fault?.column == column)
    #expect(fault?.message.contains(message) == true)
    #expect((fault?.message.count ?? 0) < 250)
  }

  @Test func tablesTellWhereAGapIsBroken() {
    let (manifest, problems) = PromptManifest.parse(
      "ok\t-\tHello {name}.\nbad\t-\tYou owe {amount.\nfile\tf.wav\t{x}\nlast\tl.wav\tBye.")
    #expect(manifest.entries.map(\.id) == ["ok", "last"])
    #expect(manifest.entry(id: "ok")?.file == nil)
    #expect(problems.map(\.line) == [2, 3])
    #expect(problems.map(\.column) == [15, 6])
    #expect(problems.first?.sourceLine == "bad\t-\tYou owe {amount.")
    #expect(problems.last?.message.contains("no recording has the gaps of \"file\"") == true)
  }

  @Test func linesThatAreNoTextAreLeftOut() {
    let (manifest, problems) = PromptManifest.parse(
      Array("a\ta.wav\tA.\r\n".utf8) + [0x62, 9, 0x2d, 9, 0xFF, 0xFE, 10] + Array("c\t-\t丙。".utf8))
    #expect(manifest.entries.map(\.id) == ["a", "c"])
    #expect(manifest.entry(id: "a")?.words == "A.")
    #expect(problems.map(\.line) == [2])
    #expect(problems.map(\.message) == ["this line is not UTF-8 text"])
  }
}
