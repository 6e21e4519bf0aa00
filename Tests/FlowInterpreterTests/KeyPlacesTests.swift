import CallInterface
import FlowInterpreter
import ScriptEngine
import Testing

/// What becomes of keys by where they are pressed: ahead of a question, over prompts of each kind, in a fetch, a
/// recording, a transfer (VoiceXML 2.0 §4.1.5, §4.1.8, appendix D). `Goldens/key-places.txt` has one block a place; how
/// to read a line is said in `DigitTimingTests`.
@Suite("Places of keys")
struct KeyPlacesTests {
  /// What comes before two questions of two keys each, and the attributes of their prompts.
  static let places: [(name: String, before: String, prompt: String)] = [
    ("a question", "", ""),
    ("a question that cannot be interrupted", "", "bargein=\"false\""),
    ("a question that only a match interrupts", "", "bargeintype=\"hotword\""),
    ("a notice before the question", "<block>Hello.</block>", ""),
    (
      "a notice that cannot be interrupted before the question",
      "<block><prompt bargein=\"false\">Hello.</prompt></block>", ""
    ),
    ("a notice before a question that cannot be interrupted", "<block>Hello.</block>", "bargein=\"false\""),
    ("a fetch", "<block><data name=\"d\" src=\"d.xml\"/></block>", ""),
    (
      "a fetch before a question that cannot be interrupted", "<block><data name=\"d\" src=\"d.xml\"/></block>",
      "bargein=\"false\""
    ),
    ("a notice, then a recording that any key ends", "<block>Speak.</block><record name=\"m\"/>", ""),
    ("a recording that no key ends", "<record name=\"m\" dtmfterm=\"false\"/>", ""),
    (
      "a recording that two keys end",
      """
      <record name="m" dtmfterm="false"><grammar mode="dtmf" version="1.0" root="r"><rule id="r">1 2</rule></grammar></record>
      """, ""
    ),
    ("a bridged call", "<transfer name=\"t\" dest=\"tel:1\" bridge=\"true\"/>", ""),
    (
      "a bridged call that two keys end",
      """
      <transfer name="t" dest="tel:1" bridge="true"><grammar mode="dtmf" version="1.0" root="r">
      <rule id="r">1 2</rule></grammar></transfer>
      """, ""
    ),
  ]

  static let keys = ["", "1", "12", "#", "12#", "1212", "12#12#", "13", "131", "1-2", "_12"]

  private static func flow() -> String {
    let forms = places.enumerated().map { index, place in
      let fields = ["a", "b"].map { name in
        """
        <field name="\(name)">
          <grammar mode="dtmf" version="1.0" root="r">
            <rule id="r"><item repeat="2"><one-of><item>1</item><item>2</item></one-of></item></rule>
          </grammar>
          <prompt \(place.prompt)>Question \(name).</prompt>
        </field>
        """
      }
      return "<form id=\"p\(index)\">\(place.before)\(fields.joined())</form>"
    }
    return """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <nomatch/><noinput><exit/></noinput><catch event="error.badfetch"><reprompt/></catch>
        \(forms.joined(separator: "\n"))
      </vxml>
      """
  }

  @Test("keys in every place")
  func table() async throws {
    let lane = try ScriptLane()
    let bench = try Bench(Self.flow())
    var lines: [String] = []
    for (index, place) in Self.places.enumerated() {
      lines.append(place.name)
      for keys in Self.keys {
        let told = try await bench.drive(at: "p\(index)", on: lane) { TimedCall.run(keys, in: &$0) }
        let head = keys.isEmpty ? "none" : keys
        lines.append("  \(head)\(String(repeating: " ", count: max(0, 7 - head.count)))\(told)")
      }
      lines.append("")
    }
    try Golden.expect(lines.joined(separator: "\n"), "key-places.txt")
  }
}
