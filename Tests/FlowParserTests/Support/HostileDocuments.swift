import Testing

/// A document that must be refused, and the rule that must refuse it.
struct HostileDocument: Sendable, CustomTestStringConvertible {
  let name: String
  let rule: String
  var isBig = false
  let bytes: @Sendable () -> [UInt8]

  var testDescription: String { name }
}

enum HostileDocuments {
  static let all: [HostileDocument] = broken + encodings + limits + content

  private static func text(_ name: String, _ rule: String, _ text: String) -> HostileDocument {
    HostileDocument(name: name, rule: rule) { Array(text.utf8) }
  }

  private static func bytes(_ name: String, _ rule: String, _ bytes: [UInt8]) -> HostileDocument {
    HostileDocument(name: name, rule: rule) { bytes }
  }

  private static func flow(_ name: String, _ rule: String, _ content: String) -> HostileDocument {
    text(name, rule, Reading.flow(content))
  }

  private static func big(_ name: String, _ rule: String, _ make: @escaping @Sendable () -> String) -> HostileDocument {
    HostileDocument(name: name, rule: rule, isBig: true) { Array(make().utf8) }
  }

  /// Not XML, or not quite.
  private static let broken: [HostileDocument] = [
    text("empty", "not-well-formed", ""),
    text("blanks only", "not-well-formed", " \n\t\r\n "),
    text("plain text", "not-well-formed", "Hello, world"),
    text("JSON", "not-well-formed", "{\"vxml\": true}"),
    text("declaration only", "not-well-formed", "<?xml version=\"1.0\"?>"),
    text("comment only", "not-well-formed", "<!-- nothing -->"),
    text("truncated tag", "not-well-formed", "<vxml xmlns=\"http://www.w3.org/2001/vxml\" vers"),
    text("truncated value", "not-well-formed", "<vxml version=\"2.1"),
    text("truncated content", "not-well-formed", "<vxml version=\"2.1\"><form><block>Hel"),
    text("truncated end tag", "not-well-formed", "<vxml version=\"2.1\"></vxm"),
    flow("mis-nested", "not-well-formed", "<form><block><prompt>a</block></prompt></form>"),
    flow("wrong case of an end tag", "not-well-formed", "<form></Form>"),
    text("two roots", "not-well-formed", "<vxml version=\"2.1\"/><vxml version=\"2.1\"/>"),
    text("text after the root", "not-well-formed", Reading.flow("<form/>") + "tail"),
    text("blank before the declaration", "not-well-formed", " <?xml version=\"1.0\"?>" + Reading.flow("")),
    flow("unterminated CDATA", "not-well-formed", "<script><![CDATA[ var a = 1; </script>"),
    flow("unterminated comment", "not-well-formed", "<!-- <form/>"),
    flow("hyphens in a comment", "not-well-formed", "<!-- a -- b --><form/>"),
    flow("unterminated instruction", "not-well-formed", "<?php echo 1"),
    flow("bare ampersand", "not-well-formed", "<form><block>Q & A</block></form>"),
    flow("unknown entity", "not-well-formed", "<form><block>&nbsp;</block></form>"),
    flow("less-than in a value", "not-well-formed", "<form><block cond=\"a < b\"/></form>"),
    flow("attribute without quotes", "not-well-formed", "<form id=a/>"),
    flow("attribute without value", "not-well-formed", "<form id/>"),
    flow("attribute twice", "not-well-formed", "<form id=\"a\" id=\"b\"/>"),
    flow("forbidden character reference", "not-well-formed", "<form><block>&#0;</block></form>"),
    flow("CDATA end in text", "not-well-formed", "<form><block>]]></block></form>"),
    flow("undeclared prefix", "namespace", "<x:form/>"),
    text("open internal subset", "not-well-formed", "<!DOCTYPE vxml [<!ENTITY a \"b\"" + Reading.flow("")),
    flow("NUL", "not-well-formed", "<form><block>a\u{0}b</block></form>"),
    flow("NUL in a tag", "not-well-formed", "<fo\u{0}rm/>"),
    flow("escape character", "not-well-formed", "<form><block>\u{1B}[31m</block></form>"),
    flow("U+FFFF", "not-well-formed", "<form><block>\u{FFFF}</block></form>"),
  ]

  private static let encodings: [HostileDocument] = [
    bytes(
      "Latin-1 byte in UTF-8", "encoding", Array("<vxml version=\"2.1\">caf".utf8) + [0xE9] + Array("</vxml>".utf8)),
    bytes("overlong UTF-8", "encoding", Array("<vxml>".utf8) + [0xC0, 0xAF] + Array("</vxml>".utf8)),
    bytes("surrogate in UTF-8", "encoding", Array("<vxml>".utf8) + [0xED, 0xA0, 0x80] + Array("</vxml>".utf8)),
    bytes("cut UTF-8 character", "encoding", Array("<vxml>".utf8) + [0xE4, 0xB8]),
    text("unknown encoding", "encoding", "<?xml version=\"1.0\" encoding=\"klingon\"?>" + Reading.flow("")),
    text(
      "UTF-16 declared, ASCII written", "encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Reading.flow("")),
    bytes(
      "byte order mark against the declaration", "encoding",
      [0xEF, 0xBB, 0xBF] + Array(("<?xml version=\"1.0\" encoding=\"Big5\"?>" + Reading.flow("")).utf8)),
    bytes("UTF-16 of odd length", "encoding", [0xFF, 0xFE, 0x3C, 0x00, 0x76]),
    bytes("UTF-16 with a lone surrogate", "encoding", [0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00, 0x00, 0xD8, 0x3C, 0x00]),
    bytes(
      "bad GB18030", "encoding",
      Array("<?xml version=\"1.0\" encoding=\"GB18030\"?><vxml>".utf8) + [0xFF, 0xFF] + Array("</vxml>".utf8)),
    bytes(
      "bad Big5", "encoding",
      Array("<?xml version=\"1.0\" encoding=\"Big5\"?><vxml>".utf8) + [0xA4, 0x20] + Array("</vxml>".utf8)),
    bytes("byte order mark only", "not-well-formed", [0xEF, 0xBB, 0xBF]),
    bytes("PNG", "encoding", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]),
    HostileDocument(name: "every byte", rule: "not-well-formed") { (0...255).map { UInt8($0) } },
    HostileDocument(name: "noise", rule: "encoding") {
      var state: UInt32 = 1
      return (0..<50_000).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24) | 0x20
      }
    },
  ]

  private static let limits: [HostileDocument] = [
    big("200 deep", "limit") {
      "<vxml version=\"2.1\">" + String(repeating: "<if>", count: 200) + String(repeating: "</if>", count: 200)
        + "</vxml>"
    },
    big("100,000 deep", "limit") { String(repeating: "<vxml>", count: 100_000) },
    big("50 MB", "limit") {
      Reading.flow("<form><block>" + String(repeating: "a", count: 50 << 20) + "</block></form>")
    },
    big("1,000 attributes", "limit") {
      "<vxml version=\"2.1\" " + (0..<1_000).map { "a\($0)=\"\" " }.joined() + "/>"
    },
    big("1,000 namespaces", "limit") {
      "<vxml version=\"2.1\" " + (0..<1_000).map { "xmlns:a\($0)=\"urn:\($0)\" " }.joined() + "/>"
    },
    big("300,000 elements", "limit") {
      Reading.flow("<form>" + String(repeating: "<block/>", count: 300_000) + "</form>")
    },
    big("a billion laughs", "entity-limit") {
      var subset = "<!ENTITY l0 \"lol\">"
      for level in 1...9 {
        subset += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
      }
      return "<!DOCTYPE vxml [\(subset)]>" + Reading.flow("<form><block>&l9;</block></form>")
    },
    big("a billion laughs in an attribute", "entity-limit") {
      var subset = "<!ENTITY l0 \"lol\">"
      for level in 1...9 {
        subset += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
      }
      return "<!DOCTYPE vxml [\(subset)]>" + Reading.flow("<form id=\"&l9;\"/>")
    },
    big("quadratic blow-up", "entity-limit") {
      let subset = "<!ENTITY a \"\(String(repeating: "a", count: 100_000))\">"
      return "<!DOCTYPE vxml [\(subset)]>"
        + Reading.flow("<form><block>\(String(repeating: "&a;", count: 2_000))</block></form>")
    },
    big("elements out of entities", "entity-limit") {
      let subset = "<!ENTITY a \"\(String(repeating: "<block>a</block>", count: 5_000))\">"
      return "<!DOCTYPE vxml [\(subset)]>" + Reading.flow("<form>\(String(repeating: "&a;", count: 100))</form>")
    },
    text(
      "an entity in itself", "entity-limit",
      "<!DOCTYPE vxml [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>" + Reading.flow("&a;")),
    text(
      "external entity", "external-entity",
      "<!DOCTYPE vxml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Reading.flow("<form><block>&x;</block></form>")),
    text(
      "external parameter entity", "external-entity",
      "<!DOCTYPE vxml [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]>" + Reading.flow("<form/>")),
    big("parameter entities without end", "entity-limit") {
      var subset = "<!ENTITY % l0 \"<!ENTITY a 'lol'>\">"
      for level in 1...9 {
        subset += "<!ENTITY % l\(level) \"" + String(repeating: "&#37;l\(level - 1);", count: 10) + "\">"
      }
      return "<!DOCTYPE vxml [\(subset)%l9;]>" + Reading.flow("<form/>")
    },
    text(
      "external entity of a network", "external-entity",
      "<!DOCTYPE vxml [<!ENTITY x SYSTEM \"http://127.0.0.1:1/x\">]>" + Reading.flow("<form><block>&x;</block></form>")),
  ]

  /// Well-formed, and wrong.
  private static let content: [HostileDocument] = [
    text("another root", "unknown-element", "<html/>"),
    text("another version", "version", "<vxml xmlns=\"http://www.w3.org/2001/vxml\" version=\"9\"/>"),
    flow("duplicate dialogs", "duplicate-id", "<form id=\"a\"/><form id=\"a\"/>"),
    flow("duplicate items", "duplicate-name", "<form><block name=\"a\"/><block name=\"a\"/></form>"),
    flow("bad time", "bad-value", "<form><record name=\"r\" maxtime=\"one minute\"/></form>"),
    flow("negative time", "bad-value", "<form><block><prompt timeout=\"-3s\"/></block></form>"),
    flow("endless time", "bad-value", "<form><block><prompt timeout=\"99999999999999999999s\"/></block></form>"),
    flow("bad boolean", "bad-value", "<form><block><prompt bargein=\"yes\"/></block></form>"),
    flow("bad count", "bad-value", "<form><block/></form><catch count=\"99999999999999999999\"/>"),
    flow("bad URI of a target", "bad-value", "<form><block><goto next=\"http://[half/\"/></block></form>"),
    flow("bad escape in a URI", "bad-value", "<form><block><submit next=\"a%zz\"/></block></form>"),
    flow("bad URI of a script", "bad-value", "<script src=\"://a\"/>"),
    flow("bad keyword", "bad-value", "<form scope=\"global\"/>"),
    flow("bad method", "bad-value", "<form><block><submit next=\"a\" method=\"put\"/></block></form>"),
    flow("bad keys", "bad-value", "<form><field name=\"f\"><option dtmf=\"1,2\">a</option></field></form>"),
    flow(
      "bad repeat", "bad-value", "<form><grammar><rule id=\"a\"><item repeat=\"9-1\">b</item></rule></grammar></form>"),
    flow("rule without name", "missing-attribute", "<form><grammar><rule>b</rule></grammar></form>"),
    flow(
      "reference to nothing", "bad-value", "<form><grammar><rule id=\"a\"><ruleref uri=\"#\"/></rule></grammar></form>"),
    flow("item name that is none", "bad-value", "<form><field name=\"2nd choice\" type=\"digits\"/></form>"),
    flow("unknown item in a namelist", "unknown-item", "<form><filled namelist=\"nobody\"/></form>"),
    flow("control item in a namelist", "unknown-item", "<form><block name=\"b\"/><filled namelist=\"b\"/></form>"),
    flow(
      "bad element in a dialog never reached", "unknown-element",
      "<form/><form id=\"z\"><block><nothing/></block></form>"),
    flow("executable content in a prompt", "misplaced-element", "<form><block><prompt><exit/></prompt></block></form>"),
    flow(
      "executable content in a prompt's foreach", "misplaced-element",
      "<form><block><prompt><foreach item=\"i\" array=\"a\"><exit/></foreach></prompt></block></form>"),
    flow("speak in a prompt", "unknown-element", "<form><block><prompt><speak>a</speak></prompt></block></form>"),
    flow(
      "scope on the grammar of a link", "misplaced-attribute",
      "<link next=\"#a\"><grammar src=\"a\" scope=\"dialog\"/></link>"),
    flow("foreach without array", "missing-attribute", "<form><block><foreach item=\"i\"/></block></form>"),
    flow("meta of both kinds", "exclusive-attributes", "<meta name=\"a\" http-equiv=\"b\" content=\"c\"/>"),
  ]
}
