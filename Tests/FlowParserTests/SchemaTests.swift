import FlowParser
import Testing

@Suite("The table")
struct SchemaTests {
  @Test func `every child has a row`() {
    for element in FlowSchema.elements {
      for key in element.children + element.toleratedChildren {
        #expect(FlowSchema.element(key) != nil, "\(element.key) holds \(key)")
      }
    }
  }

  @Test func `every row can be reached and is there once`() {
    let keys = FlowSchema.elements.map(\.key)
    #expect(Set(keys).count == keys.count)
    let held = Set(FlowSchema.elements.flatMap { $0.children + $0.toleratedChildren })
    #expect(Set(keys).subtracting(held) == ["vxml", "grammar/file"])
  }

  @Test func `attributes stand once, and exclusive ones exist`() {
    for element in FlowSchema.elements {
      let names = element.attributes.map(\.name)
      #expect(Set(names).count == names.count, "\(element.key)")
      for group in element.exclusives { #expect(Set(group.names).isSubset(of: names), "\(element.key)") }
    }
  }

  /// The elements of VoiceXML 2.1 (2.0 §1.4, 2.1 §1), SSML 1.0 in prompts and SRGS 1.0.
  @Test func `every element of the standards is there`() {
    let standard = """
      assign audio block catch choice clear data disconnect else elseif enumerate error exit field filled foreach form
      goto grammar help if initial link log menu meta metadata noinput nomatch object option param prompt property
      record reprompt return script subdialog submit throw transfer value var vxml break desc emphasis lexicon mark p
      phoneme prosody say-as s sub voice rule token ruleref item one-of tag example
      """
    for name in standard.split(whereSeparator: \.isWhitespace) {
      #expect(FlowSchema.names.contains(String(name)), "\(name)")
    }
  }
}
