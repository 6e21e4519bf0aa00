import CallInterface
import FlowInterpreter
import ScriptEngine
import Testing

/// VoiceXML 2.0 appendix D: every combination of the properties that time keys, with every shape of grammar, through
/// whole calls. `Goldens/digit-timing.txt` has one block a combination and one line a sequence of keys.
///
/// How to read a cell: `12@0.8` the entry 12 matched at 0.8 s, `!1@3.5` it was nomatch,
/// `–@5.8` nobody pressed anything (the time-out is 5 s), which ends the call.
@Suite("Digit timing")
struct DigitTimingTests {
  /// What is accepted, by name.
  static let grammars: [(name: String, rule: String)] = [
    ("fixed [12]{2}", "<item repeat=\"2\"><one-of><item>1</item><item>2</item></one-of></item>"),
    ("open [12]+", "<item repeat=\"1-\"><one-of><item>1</item><item>2</item></one-of></item>"),
    ("prefix 1|12", "<one-of><item>1</item><item>1 2</item></one-of>"),
    ("inside 1[#*]2", "1 <one-of><item>#</item><item>*</item></one-of> 2"),
    ("ending 1[#*]?", "1 <item repeat=\"0-1\"><one-of><item>#</item><item>*</item></one-of></item>"),
  ]

  static let keys = [
    "", "1", "2", "12", "1#", "1*", "12#", "12*", "121", "13", "13#", "3", "#", "*", "1#2", "1*2", "1-2", "12-#",
    "1_2#",
  ]

  struct Properties: CustomStringConvertible {
    let termchar: String
    let termtimeout: String
    let interdigit: String
    let bargein: Bool

    var description: String {
      "termchar=\"\(termchar)\" termtimeout=\(termtimeout) interdigittimeout=\(interdigit) bargein=\(bargein)"
    }
  }

  static let combinations: [Properties] = ["#", "*", ""].flatMap { termchar in
    ["0s", "2s"].flatMap { term in
      ["3s", "0s"].flatMap { interdigit in
        [true, false].map {
          Properties(termchar: termchar, termtimeout: term, interdigit: interdigit, bargein: $0)
        }
      }
    }
  }

  /// Asks once with a prompt and then goes on asking without one, until nobody answers.
  private static func flow(_ properties: Properties) -> String {
    let forms = grammars.enumerated().map { index, grammar in
      """
      <form id="g\(index)">
        <var name="asked" expr="false"/>
        <field name="entry">
          <grammar mode="dtmf" version="1.0" root="r"><rule id="r">\(grammar.rule)</rule></grammar>
          <prompt cond="!asked" bargein="\(properties.bargein)">Please.</prompt>
          <filled><assign name="asked" expr="true"/><clear namelist="entry"/></filled>
        </field>
      </form>
      """
    }
    return """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <property name="termchar" value="\(properties.termchar)"/>
        <property name="termtimeout" value="\(properties.termtimeout)"/>
        <property name="interdigittimeout" value="\(properties.interdigit)"/>
        <nomatch/><noinput><exit/></noinput>
        \(forms.joined(separator: "\n"))
      </vxml>
      """
  }

  @Test("all combinations of properties and grammars")
  func table() async throws {
    let lane = try ScriptLane()
    var lines: [String] = []
    for properties in Self.combinations {
      let bench = try Bench(Self.flow(properties))
      lines.append("\(properties)")
      lines.append(Self.line("keys", Self.grammars.map(\.name)))
      for keys in Self.keys {
        var cells: [String] = []
        for index in Self.grammars.indices {
          cells.append(
            try await bench.drive(at: "g\(index)", on: lane) { interpreter in
              TimedCall.run(keys, in: &interpreter).replacing("?@0.0 ", with: "")
            })
        }
        lines.append(Self.line(keys.isEmpty ? "none" : keys, cells))
      }
      lines.append("")
    }
    try Golden.expect(lines.joined(separator: "\n"), "digit-timing.txt")
  }

  private static func line(_ head: String, _ cells: [String]) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let line = padded(head, 6) + cells.map { "| " + padded($0, 26) }.joined()
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
