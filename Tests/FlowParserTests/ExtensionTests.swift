import FlowDocument
import FlowParser
import Testing

/// Elements that a host declares, in a namespace of its own.
@Suite("Elements of a host")
struct ExtensionTests {
  private static let crm = "urn:example:crm"

  private static func schema() throws -> ExtensionSchema {
    try ExtensionSchema([
      ExtensionElement(
        "lookup", of: crm,
        attributes: [.required("number", .expression), .optional("table", .keyword(["customer", "order"]))],
        result: .required),
      ExtensionElement("note", of: crm, attributes: [.optional("author", .text)], content: .text),
      ExtensionElement("else", of: crm),
      ExtensionElement("value", of: crm),
    ])
  }

  private static func parse(
    _ content: String, _ mode: ParserOptions.Mode = .tolerant, extensions: ExtensionSchema? = nil
  ) throws -> ParseResult<Document> {
    let text = Reading.flow(content, attributes: "xmlns:crm=\"\(crm)\" xmlns:far=\"urn:far\"")
    return FlowParser(options: ParserOptions(mode: mode, extensions: try extensions ?? schema()))
      .parseDocument(Array(text.utf8), uri: Reading.uri)
  }

  // MARK: What is read

  @Test func `an element becomes executable content`() throws {
    let result = try Self.parse(
      """
      <form><block>
        <crm:lookup number="ani
       + 1" table=" order " name="customer" fetchtimeout="2s"/>
        <crm:note author=" Ada "> a &lt; <![CDATA[<b>]]><!-- not this --></crm:note>
      </block></form>
      """, .strict)
    let content = try #require(result.value?.forms.first?.items.first?.executables)
    try #require(content.count == 2)
    guard case .extension(let lookup) = content[0], case .extension(let note) = content[1] else {
      Issue.record("\(content)")
      return
    }
    #expect(lookup.namespace == Self.crm)
    #expect(lookup.name == "lookup")
    #expect(lookup.attributes.map(\.name) == ["number", "table"])
    #expect(
      lookup.attributes.first?.value
        == .expression(Expression("ani  + 1", at: SourceLocation(line: 2, column: 23))))
    #expect(lookup.attributes.last?.value == .literal(Located("order", at: SourceLocation(line: 3, column: 14))))
    #expect(lookup.result?.value == "customer")
    #expect(lookup.timeout == .seconds(2))
    #expect(lookup.text == nil)
    #expect(lookup.location == SourceLocation(line: 2, column: 3))
    #expect(content[0].location == lookup.location)
    #expect(note.text == " a < <b>")
    #expect(note.attributes.first?.value == .literal(Located(" Ada ", at: SourceLocation(line: 4, column: 21))))
    #expect(note.result == nil)
    #expect(note.timeout == nil)
  }

  @Test(arguments: [
    "<form><block>%</block></form>", "<form><field name=\"f\"><filled>%</filled></field></form>",
    "<form><field name=\"f\"/><filled>%</filled></form>", "<catch event=\"error\">%</catch>", "<noinput>%</noinput>",
    "<form><block><if cond=\"true\">%</if></block></form>",
    "<form><block><if cond=\"true\"><else/>%</if></block></form>",
    "<form><block><foreach item=\"i\" array=\"a\">%</foreach></block></form>",
    "<form><block><x:lookup xmlns:x=\"urn:example:crm\" number=\"1\" name=\"a\"/></block></form>",
    "<form><block><lookup xmlns=\"urn:example:crm\" number=\"1\" name=\"a\"/></block></form>",
  ])
  func `it stands wherever executable content does`(place: String) throws {
    let element = "<crm:lookup number=\"1\" name=\"a\"/>"
    let result = try Self.parse(place.replacing("%", with: element), .strict)
    #expect(result.value != nil)
    #expect(result.diagnostics == [])
  }

  /// Names of the standards mean nothing in another namespace.
  @Test func `its name may be that of another element`() throws {
    let result = try Self.parse(
      "<form><block><if cond=\"a\">one<crm:else/>two<crm:value/>three</if></block></form>", .strict)
    guard case .if(let choice)? = result.value?.forms.first?.items.first?.executables.first else {
      Issue.record("\(result.diagnostics)")
      return
    }
    try #require(choice.branches.count == 1)
    let kinds = choice.branches[0].content.map { element in
      switch element {
      case .prompt(let prompt): prompt.content.words
      case .extension(let element): "<\(element.name)>"
      default: "?"
      }
    }
    #expect(kinds == ["one", "<else>", "two", "<value>", "three"])
  }

  // MARK: What is wrong

  struct Fault: Sendable, CustomTestStringConvertible {
    let content: String
    let rule: String
    let message: String
    var help: String?
    var testDescription: String { content }
  }

  static let faults: [Fault] = [
    Fault(
      content: "<block><crm:lokup/></block>", rule: "unknown-element",
      message: "there is no element <crm:lokup> in the namespace \"urn:example:crm\"",
      help: "did you mean <crm:lookup>?"),
    Fault(
      content: "<block><crm:assign/></block>", rule: "unknown-element",
      message: "there is no element <crm:assign> in the namespace \"urn:example:crm\""),
    Fault(
      content: "<block><crm:lookup name=\"a\"/></block>", rule: "missing-attribute",
      message: "<crm:lookup> needs the attribute \"number\""),
    Fault(
      content: "<block><crm:lookup number=\"1\"/></block>", rule: "missing-attribute",
      message: "<crm:lookup> needs the attribute \"name\""),
    Fault(
      content: "<block><crm:lookup number=\"1\" name=\"a\" table=\"ordr\"/></block>", rule: "bad-value",
      message: "\"table\" must be \"customer\" or \"order\", not \"ordr\"", help: "did you mean \"order\"?"),
    Fault(
      content: "<block><crm:lookup number=\"1\" name=\"a\" fetchtimeout=\"soon\"/></block>", rule: "bad-value",
      message: "\"fetchtimeout\" must be a time such as \"3s\" or \"500ms\", not \"soon\""),
    Fault(
      content: "<crm:note/>", rule: "misplaced-element", message: "<crm:note> has no place in <form>",
      help: "it stands where executable content does: <block>, <filled>, <catch>, <if>, …"),
    Fault(
      content: "<block><prompt>a <crm:note/></prompt></block>", rule: "misplaced-element",
      message: "<crm:note> has no place in <prompt>",
      help: "it stands where executable content does: <block>, <filled>, <catch>, <if>, …"),
    Fault(
      content: "<block><crm:note><crm:note/></crm:note></block>", rule: "misplaced-element",
      message: "<crm:note> has no place in <note>",
      help: "it stands where executable content does: <block>, <filled>, <catch>, <if>, …"),
    Fault(
      content: "<block><crm:note><exit/></crm:note></block>", rule: "misplaced-element",
      message: "<exit> has no place in <note>",
      help: "it stands in <block>, <filled>, <catch>, <error>, <help>, <noinput>"),
  ]

  @Test(arguments: faults)
  func `what is not declared is an error in every mode`(fault: Fault) throws {
    for mode in [ParserOptions.Mode.tolerant, .strict] {
      let result = try Self.parse("<form>\(fault.content)</form>", mode)
      #expect(result.value == nil)
      #expect(result.errors.map(\.rule) == [fault.rule])
      #expect(result.errors.map(\.message) == [fault.message])
      #expect(result.errors.map(\.help) == [fault.help])
      #expect(result.errors.first?.location.line == 1)
    }
  }

  @Test(arguments: [
    ("<block><crm:note colour=\"red\"/></block>", "unknown-attribute", "<crm:note> has no attribute \"colour\""),
    ("<block><crm:note auther=\"A\"/></block>", "unknown-attribute", "<crm:note> has no attribute \"auther\""),
    (
      "<block><crm:else>then</crm:else></block>", "misplaced-text", "text has no place in <else> and is not heard"
    ),
  ])
  func `what the standards' elements tolerate, it tolerates`(content: String, rule: String, message: String) throws {
    let tolerant = try Self.parse("<form>\(content)</form>")
    #expect(tolerant.value != nil)
    #expect(tolerant.rules == [rule])
    #expect(tolerant.diagnostics.map(\.message) == [message])
    #expect(try Self.parse("<form>\(content)</form>", .strict).errors.map(\.rule) == [rule])
  }

  @Test(arguments: ["<far:a><goto/></far:a>", "<block><far:lookup number=\"1\"/></block>", "<far:lokup/>"])
  func `a namespace that is not declared is what it was`(content: String) throws {
    let with = try Self.parse("<form>\(content)</form>")
    let without = try Self.parse("<form>\(content)</form>", extensions: ExtensionSchema.none)
    #expect(with.value != nil)
    #expect(with.diagnostics == without.diagnostics)
    #expect(with.rules == ["foreign-element"])
    let undeclared = try Self.parse("<form><block><crm:lokup/></block></form>", extensions: ExtensionSchema.none)
    #expect(undeclared.rules == ["foreign-element"])
  }

  // MARK: Declarations

  static let badDeclarations: [(element: ExtensionElement, message: String)] = [
    (ExtensionElement("a", of: ""), "<a> of \"\" has no namespace of its own"),
    (
      ExtensionElement("a", of: "http://www.w3.org/2001/vxml"),
      "<a> of \"http://www.w3.org/2001/vxml\" is in a namespace that is not the host's"
    ),
    (
      ExtensionElement("a", of: "urn:attendant:flow:1"),
      "<a> of \"urn:attendant:flow:1\" is in a namespace that is not the host's"
    ),
    (ExtensionElement("x:a", of: "urn:x"), "<x:a> of \"urn:x\" is not a name without a prefix"),
    (ExtensionElement("", of: "urn:x"), "<> of \"urn:x\" is not a name without a prefix"),
    (
      ExtensionElement("a", of: "urn:x", attributes: [.optional("name", .text)]),
      "<a> of \"urn:x\" declares \"name\", which has a meaning on every such element"
    ),
    (
      ExtensionElement("a", of: "urn:x", attributes: [.optional("fetchtimeout", .text)]),
      "<a> of \"urn:x\" declares \"fetchtimeout\", which has a meaning on every such element"
    ),
    (
      ExtensionElement("a", of: "urn:x", attributes: [.optional("b", .text), .required("b", .expression)]),
      "<a> of \"urn:x\" declares \"b\" twice"
    ),
    (
      ExtensionElement("a", of: "urn:x", attributes: [.optional("b c", .text)]),
      "<a> of \"urn:x\" has an attribute \"b c\", which is no name"
    ),
    (
      ExtensionElement("a", of: "urn:x", attributes: [.optional("b", .keyword([]))]),
      "<a> of \"urn:x\" has an attribute \"b\" that no word can be a value of"
    ),
  ]

  @Test(arguments: badDeclarations)
  func `a declaration that cannot be kept is refused`(element: ExtensionElement, message: String) throws {
    let fault = #expect(throws: ExtensionSchemaFault.self) { try ExtensionSchema([element]) }
    #expect(fault?.description == message)
  }

  @Test func `an element is declared once`() throws {
    let element = ExtensionElement("a", of: "urn:x")
    #expect(throws: ExtensionSchemaFault.self) { try ExtensionSchema([element, element]) }
    #expect(try ExtensionSchema([element, ExtensionElement("a", of: "urn:y")]).elements.count == 2)
  }
}
