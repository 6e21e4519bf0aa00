import FlowDocument
import FlowParser
import Testing

@Suite("How a diagnostic is shown")
struct DiagnosticTests {
  private func shown(_ line: String, column: Int, length: Int, file: String = "file:///a/b.vxml", help: String? = nil)
    -> [String]
  {
    Diagnostic(
      severity: .error, rule: "some-rule", message: "wrong", help: help, file: file,
      location: FlowDocument.SourceLocation(line: 7, column: column), sourceLine: line, length: length
    ).description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `headline, line, caret and help`() {
    #expect(
      shown("<a b=\"c\"/>", column: 4, length: 1, help: "mend it") == [
        "/a/b.vxml:7:4: error: wrong [some-rule]", "<a b=\"c\"/>", "   ^", "help: mend it",
      ])
  }

  @Test func `tabs stay and wide characters take two columns`() {
    #expect(shown("\t中文x<a/>", column: 5, length: 2)[2] == "\t     ^~")
    #expect(shown("e\u{301}中文", column: 3, length: 2)[2] == " ^~~~")
  }

  @Test func `an underline ends with its line`() {
    #expect(shown("ab", column: 2, length: 50)[2] == " ^")
    #expect(shown("ab", column: 3, length: 5)[2] == "  ^")
  }

  @Test func `file addresses are paths`() {
    #expect(shown("a", column: 1, length: 1, file: "file:///%E4%B8%AD/a%20b.vxml")[0].hasPrefix("/中/a b.vxml:7:1:"))
    #expect(shown("a", column: 1, length: 1, file: "http://e/a%20b")[0].hasPrefix("http://e/a%20b:7:1:"))
  }

  @Test func `a very long line is shortened around the place`() {
    let filler = String(repeating: "<block/>", count: 5_000)
    let result = Reading.document(Reading.flow("<form>\(filler)<bad/>\(filler)</form>"))
    let found = result.diagnostics.first
    #expect(found?.rule == "unknown-element")
    #expect((found?.sourceLine?.count ?? 0) < 500)
    let lines = found?.description.split(separator: "\n").map(String.init) ?? []
    let caret = lines.count > 2 ? lines[2].prefix { $0 == " " }.count : -1
    #expect(lines.count > 2 && lines[1].dropFirst(caret).hasPrefix("<bad/>"))
    #expect(found?.location.column == Reading.flow("<form>\(filler)").count - "</vxml>".count + 1)
  }
}
