import CallInterface
import FlowInterpreter
import Testing

/// Which grammar or key takes a key: a row a situation.
@Suite("Keys that always work")
struct AlwaysKeyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    var field = "type=\"digits?length=2\""
    var content = ""
    var keys: [DTMFDigit]
    /// Matches that were reported, in order.
    let matches: [String]
    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "the first key of an entry, before a grammar of the form", keys: [.star], matches: ["ivr.repeatkey"]),
    Row(name: "not in an entry", keys: [.one, .star], matches: []),
    Row(name: "an option of the item goes first", field: "", content: option("*"), keys: [.star], matches: ["f"]),
    Row(
      name: "before a link of the document", field: "", content: grammar("<item>1</item>"), keys: [.zero],
      matches: ["ivr.operatorkey"]),
    Row(
      name: "modal items too", field: "type=\"digits?length=2\" modal=\"true\"", keys: [.star],
      matches: ["ivr.repeatkey"]),
    Row(
      name: "one after the other", keys: [.star, .star, .five, .six],
      matches: ["ivr.repeatkey", "ivr.repeatkey", "f"]),
    Row(
      name: "the terminator is the item's where an entry may be empty", field: "",
      content: grammar("<item repeat=\"0-2\">1</item>"), keys: [.pound], matches: ["f"]),
    Row(name: "else it is the top key", keys: [.pound], matches: ["ivr.topkey"]),
  ]

  private static func option(_ key: String) -> String { "<option dtmf=\"\(key)\" value=\"x\">x</option>" }
  private static func grammar(_ rule: String) -> String {
    """
    <grammar mode="dtmf" version="1.0" root="r" xmlns="http://www.w3.org/2001/06/grammar">
      <rule id="r">\(rule)</rule></grammar>
    """
  }

  @Test("who takes a key", arguments: rows)
  func taken(_ row: Row) async throws {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <property name="ivr.repeatkey" value="*"/><property name="ivr.topkey" value=" # "/>
        <property name="ivr.operatorkey" value="0"/>
        <catch event="ivr.operator"><exit/></catch>
        <link dtmf="0" event="help"/>
        <form id="d0">
          <grammar mode="dtmf" version="1.0" root="r" xmlns="http://www.w3.org/2001/06/grammar">
            <rule id="r"><one-of><item>*</item><item>0 7</item></one-of></rule></grammar>
          <field name="f" \(row.field)><prompt>Yes?</prompt>\(row.content)</field>
          <field name="end" type="boolean" modal="true"/>
        </form></vxml>
      """
    let matches = try await Bench(flow).drive(at: "d0") { interpreter in
      var caller = RandomCaller(&interpreter)
      for key in row.keys { caller.press(key, &interpreter) }
      return caller.reports.compactMap { if case .match(let item, _) = $0 { item } else { nil } }
    }
    #expect(matches == row.matches)
  }

  @Test("without a route and without a handler the operator's key is a key like others")
  func noRoute() async throws {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><property name="ivr.operatorkey" value="0"/>
        <menu id="d0"><choice dtmf="1" next="#d0"/></menu></vxml>
      """
    let reports = try await Bench(flow).drive(at: "d0") { interpreter in
      var caller = RandomCaller(&interpreter)
      caller.press(.zero, &interpreter)
      return caller.reportsOfLastStep
    }
    #expect(reports.contains(.nomatch(count: 1, utterance: "0")))
  }

  @Test("what is said again is what was said last, with the words that it had then; retries are not counted")
  func repeated() async throws {
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><property name="ivr.repeatkey" value="*"/>
        <var name="n" expr="0"/>
        <menu id="d0"><prompt>First <value expr="n++"/></prompt><prompt count="2">Second <value expr="n++"/></prompt>
          <choice dtmf="1" next="#d0"/></menu></vxml>
      """
    let (words, counts) = try await Bench(flow).drive(at: "d0") { interpreter in
      var caller = RandomCaller(&interpreter)
      for _ in 0..<2 { caller.press(.star, &interpreter) }
      caller.press(.seven, &interpreter)
      caller.press(.star, &interpreter)
      caller.press(.seven, &interpreter)
      let words = caller.reports.compactMap { report -> String? in
        guard case .prompt(_, let prompt, _) = report, case .speech(let speech) = prompt.segments.first else {
          return nil
        }
        return speech.text
      }
      let counts = caller.reports.compactMap { if case .nomatch(let count, _) = $0 { count } else { nil } }
      return (words, counts)
    }
    #expect(words == ["First 0", "First 0", "First 0", "Second 1", "Second 1", "Second 2"])
    #expect(counts == [1, 2])
  }
}
