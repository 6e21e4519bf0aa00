import CallInterface
import ECMAScript
import FlowDocument
import ScriptEngine
import Testing

/// The read-only DOM (VoiceXML 2.1 appendix D).
struct DocumentTests {
  /// `<q:list xmlns:q="urn:q" id="top"><item n="1">one</item><!--note--><q:item xml:id="two">a<![CDATA[<b>]]></q:item>tail</q:list>`
  private static let tree = XMLTree(
    root: XMLElement(
      name: "q:list", namespace: "urn:q", attributes: [XMLAttribute(name: "id", namespace: nil, value: "top")],
      children: [
        .element(
          XMLElement(
            name: "item", namespace: nil,
            attributes: [
              XMLAttribute(name: "n", namespace: nil, value: "1"),
              XMLAttribute(name: "q:n", namespace: "urn:q", value: "one"),
            ], children: [.text("one")])),
        .comment("note"),
        .element(
          XMLElement(
            name: "q:item", namespace: "urn:q",
            attributes: [
              XMLAttribute(name: "xml:id", namespace: "http://www.w3.org/XML/1998/namespace", value: "two")
            ], children: [.text("a"), .cdata("<b>")])),
        .processingInstruction(target: "go", data: "now"),
        .text("tail"),
      ]), accessControl: nil)

  private func check(_ values: [(String, String)]) async throws {
    try await withCall { call throws in
      try call.context.set("d", to: try call.context.makeDocument(Self.tree), in: call.document)
      try call.run("var e = d.documentElement")
      for (expression, expected) in values { #expect(try call.text(expression) == expected, "\(expression)") }
    }
  }

  @Test func `D21-07 navigation`() async throws {
    try await check([
      ("d.nodeName + d.nodeType + d.nodeValue", "#document9null"), ("d.parentNode", "null"),
      ("d.ownerDocument", "null"),
      ("e.nodeName + e.tagName + e.localName + e.prefix + e.namespaceURI", "q:listq:listlistqurn:q"),
      ("e.nodeType === e.ELEMENT_NODE && e.parentNode === d && e.ownerDocument === d", "true"),
      ("d.firstChild === e && d.lastChild === e && d.childNodes.length", "1"), ("e.childNodes.length", "5"),
      (
        "(function () { for (var n = e.firstChild, t = []; n; n = n.nextSibling) t.push(n.nodeName); return t.join() })()",
        "item,#comment,q:item,go,#text"
      ),
      (
        "(function () { for (var n = e.lastChild, t = []; n; n = n.previousSibling) t.push(n.nodeType); return t.join() })()",
        "3,7,1,8,1"
      ),
      ("e.firstChild.firstChild.nodeValue + e.firstChild.nodeValue", "onenull"),
      ("e.childNodes.item(2).lastChild.nodeName + e.childNodes[2].lastChild.data", "#cdata-section<b>"),
      ("e.childNodes[3].target + e.childNodes[3].data", "gonow"), ("e.textContent", "onea<b>tail"),
      ("e.firstChild === e.childNodes[0] && e.childNodes === e.childNodes", "true"),
      ("e.firstChild.previousSibling + '' + e.lastChild.nextSibling + d.nextSibling", "nullnullnull"),
      ("e.hasChildNodes() + '' + e.lastChild.hasChildNodes() + e.lastChild.firstChild", "truefalsenull"),
    ])
  }

  @Test func `D21-08 elements and attributes`() async throws {
    try await check([
      ("d.getElementsByTagName('item').length + ',' + d.getElementsByTagName('*').length", "1,3"),
      ("e.getElementsByTagName('q:list').length", "0"),
      ("d.getElementsByTagNameNS('urn:q', '*').length + ',' + d.getElementsByTagNameNS('*', 'item').length", "2,2"),
      (
        "d.getElementsByTagNameNS('', 'item').length + ',' + d.getElementsByTagNameNS(null, 'item').item(0).getAttribute('n')",
        "1,1"
      ),
      (
        "d.getElementById('two').nodeName + d.getElementById('top').nodeName + d.getElementById('x')",
        "q:itemq:listnull"
      ),
      (
        "e.firstChild.getAttribute('n') + e.firstChild.getAttribute('none') + e.firstChild.getAttributeNS('urn:q', 'n')",
        "1one"
      ),
      (
        "e.firstChild.hasAttribute('n') + '' + e.firstChild.hasAttribute('x') + e.firstChild.hasAttributeNS('urn:q', 'n')",
        "truefalsetrue"
      ),
      (
        "e.firstChild.attributes.length + e.firstChild.attributes.item(1).name + e.firstChild.attributes[0].value",
        "2q:n1"
      ),
      (
        "e.firstChild.attributes.getNamedItem('n').nodeValue + e.firstChild.attributes.getNamedItemNS('urn:q', 'n').value",
        "1one"
      ),
      ("e.firstChild.getAttributeNode('n').ownerElement === e.firstChild", "true"),
      ("e.firstChild.getAttributeNode('n').nodeType + '' + e.firstChild.getAttributeNode('n').parentNode", "2null"),
      ("e.firstChild.attributes.getNamedItem('zz')", "null"), ("d.attributes + '' + e.hasAttributes()", "nulltrue"),
      ("e.lastChild.data + e.lastChild.length + e.lastChild.substringData(1, 2)", "tail4ai"),
      ("e.childNodes[1].data + e.childNodes[1].nodeType", "note8"),
    ])
  }

  @Test(arguments: [
    "e.appendChild(e)", "e.removeChild(e.firstChild)", "e.setAttribute('a', 'b')", "e.firstChild.firstChild.data = 'x'",
    "e.nodeValue = 'x'", "e.textContent = ''", "d.createElement('x')", "e.lastChild.appendData('x')",
    "e.attributes.setNamedItem(e)", "e.childNodes[0] = 1", "e.removeAttribute('id')",
    "e.firstChild.attributes[0].value = 2",
  ])
  func `D21-09 nothing can be changed`(expression: String) async throws {
    try await withCall { call throws in
      try call.context.set("d", to: try call.context.makeDocument(Self.tree), in: call.document)
      try call.run("var e = d.documentElement, code")
      #expect(call.kind(expression) == .exception)
      try call.run("try { \(expression) } catch (error) { code = error.code }")
      #expect(try call.data("code") == .number(7))
    }
  }

  @Test func `D21-10 lists`() async throws {
    try await check([
      ("e.childNodes.item(5) + '' + e.childNodes.item(-1) + e.childNodes[5]", "nullnullundefined"),
      ("d.getElementsByTagName('none').length + '' + d.getElementsByTagName('none').item(0)", "0null"),
      ("e.childNodes[4].data + d.childNodes[4]", "tailundefined"),
    ])
  }

  @Test func `a large document`() async throws {
    let items = (0..<10_000).map { number in
      XMLNode.element(
        XMLElement(
          name: "item", namespace: nil, attributes: [XMLAttribute(name: "n", namespace: nil, value: String(number))],
          children: [.text("text \(number)")]))
    }
    let tree = XMLTree(
      root: XMLElement(name: "list", namespace: nil, attributes: [], children: items), accessControl: nil)
    try await withCall(ScriptConfiguration(limits: ScriptLimits(time: .seconds(20)))) { call throws in
      try call.context.set("d", to: try call.context.makeDocument(tree), in: call.document)
      let sum = """
        (function () {
          for (var list = d.documentElement, total = 0, i = 0; i < list.childNodes.length; i++) {
            total += Number(list.childNodes.item(i).getAttribute('n')) + list.childNodes[i].firstChild.data.length * 0;
          }
          for (var n = list.lastChild; n; n = n.previousSibling) total++;
          return total + d.getElementsByTagName('item').length
        })()
        """
      #expect(try call.data(sum) == .number(49_995_000 + 20_000))
    }
  }
}
