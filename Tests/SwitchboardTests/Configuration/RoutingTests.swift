import CallInterface
import Testing

@testable import Switchboard

@Suite("Routing")
struct RoutingTests {
  @Test(
    "patterns",
    arguments: [
      ("4008001234", "4008001234", true), ("4008001234", "400800123", false), ("400*", "4008001234", true),
      ("400*", "401", false), ("*", "", true), ("10?", "100", true), ("10?", "10", false), ("*34", "1234", true),
      ("1*3*5", "12345", true), ("1*3*5", "1245", false), ("", "1", false), ("**", "x", true),
    ])
  func patterns(_ pattern: String, _ number: String, _ isMatched: Bool) {
    #expect(Wildcards.matches(number, pattern: pattern) == isMatched)
  }

  @Test("a pattern that invites trouble ends soon")
  func trouble() {
    let text = String(repeating: "a", count: 2_000)
    #expect(!Wildcards.matches(text, pattern: String(repeating: "a*", count: 1_000) + "b"))
  }

  @Test("the first entry that knows the number counts")
  func order() {
    let table = RouteTable([
      .init(numbers: ["100", "2*"], flow: "a"), .init(numbers: ["2000"], flow: "b"), .init(flow: "c"),
    ])
    #expect(["100", "2000", "3", ""].map { table.entry(for: $0)?.flow } == ["a", "a", "c", "c"])
    #expect(RouteTable([.init(numbers: ["1"], flow: "a")]).entry(for: "2") == nil)
  }

  @Test("where calls may be transferred to")
  func transfers() {
    let allowance = TransferAllowance(["sip:*@pbx.example.com", "tel:+8621*"])
    #expect(allowance.allows("sip:100@PBX.example.com"))
    #expect(allowance.allows("tel:+862112345678"))
    #expect(!allowance.allows("tel:+442112345678"))
    #expect(!allowance.allows("sip:100@evil.example;x=@pbx.example.com"))
    #expect(!allowance.allows("sip:100@pbx.example.com?Route=evil.example"))
    #expect(TransferAllowance.anywhere.allows("sip:a@b"))
  }
}
