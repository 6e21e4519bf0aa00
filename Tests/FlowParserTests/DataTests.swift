import FlowDocument
import FlowParser
import Testing

@Suite("Data")
struct DataTests {
  private func tree(_ text: String) -> XMLTree? {
    FlowParser().parseData(Array(text.utf8), uri: "http://example.com/d.xml").value
  }

  @Test func `every kind of node is kept in order`() throws {
    let root = try #require(
      tree(
        "<?xml version=\"1.0\"?><a xmlns:p=\"urn:p\" b=\"1\" p:c=\"&lt;\">t<p:d/><![CDATA[<x>]]>u<!-- v --><?w x y?></a>"
      )?.root)
    #expect(root.name == "a" && root.namespace == nil)
    #expect(
      root.attributes == [
        XMLAttribute(name: "b", namespace: nil, value: "1"), XMLAttribute(name: "p:c", namespace: "urn:p", value: "<"),
      ])
    #expect(
      root.children == [
        .text("t"), .element(XMLElement(name: "p:d", namespace: "urn:p", attributes: [], children: [])), .cdata("<x>"),
        .text("u"), .comment(" v "), .processingInstruction(target: "w", data: "x y"),
      ])
  }

  @Test func `access control`() {
    #expect(tree("<a/>")?.accessControl == nil)
    #expect(
      tree("<?access-control allow=\"example.com *.example.org\"?><a/>")?.accessControl == "example.com *.example.org")
    #expect(tree("<?access-control deny='x' allow='*'?><a/>")?.accessControl == "*")
    #expect(tree("<?access-control?><a/>")?.accessControl == "")
    #expect(tree("<a><?access-control allow=\"*\"?></a>")?.accessControl == nil)
  }

  @Test func `what is no XML has an error`() {
    let result = FlowParser().parseData(Array("{\"a\": 1}".utf8), uri: "http://example.com/d.json")
    #expect(result.value == nil)
    #expect(result.rules == ["not-well-formed"])
    #expect(result.diagnostics.first?.path == "http://example.com/d.json")
  }

  @Test func `extension elements are plain data`() {
    #expect(tree("<ivr:a xmlns:ivr=\"urn:attendant:flow:1\"/>")?.root.name == "ivr:a")
  }
}
