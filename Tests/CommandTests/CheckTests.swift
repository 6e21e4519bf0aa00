import Foundation
import Testing

@Suite struct CheckTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(
      "bad.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <form id="a"><block><goto next="#nowhere"/></block></form>
        <form id="b"><blok/></form>
      </vxml>
      """)
    try folder.write(
      "dangling.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <form id="a"><block><goto next="#nowhere"/></block></form>
      </vxml>
      """)
    try folder.write(
      "warned.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <form id="a"><block><data name="x" src="nowhere.xml"/></block></form>
      </vxml>
      """)
    try folder.write(
      "good.vxml",
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>Hello.</block></form></vxml>")
  }

  @Test func goodFlowsPass() throws {
    let outcome = try Command.run("check", "good.vxml", in: folder.url)
    #expect(outcome.code == 0)
    #expect(outcome.output == "1 file: 0 errors, 0 warnings\n")
    #expect(outcome.errors == "")
    #expect(try Command.run("check", "good.vxml", "--format", "json", in: folder.url).output == "[]\n")
  }

  @Test func badFlowsFailWithTheirPlaces() throws {
    let outcome = try Command.run("check", "good.vxml", "bad.vxml", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasPrefix("bad.vxml:3:16: error: there is no element <blok> [unknown-element]\n"))
    #expect(outcome.output.hasPrefix("2 files: 1 error"))
  }

  @Test func meaningIsCheckedToo() throws {
    let outcome = try Command.run("check", "dangling.vxml", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("nowhere"))
    #expect(outcome.errors.contains("[S002]"))
  }

  @Test func warningsFailOnlyWhereThatIsWanted() throws {
    #expect(try Command.run("check", "warned.vxml", in: folder.url).code == 0)
    #expect(try Command.run("check", "warned.vxml", "--strict", in: folder.url).code == 1)
  }

  @Test func missingFilesAreFindings() throws {
    let outcome = try Command.run("check", "nowhere.vxml", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "nowhere.vxml:1:1: error: there is no such file [file]\n")
  }

  @Test func programsGetAnArray() throws {
    struct Finding: Decodable {
      let file: String
      let line: Int
      let column: Int
      let severity: String
      let rule: String
      let message: String
      let help: String?
    }
    let outcome = try Command.run("check", "bad.vxml", "warned.vxml", "--format", "json", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "")
    let findings = try JSONDecoder().decode([Finding].self, from: Data(outcome.output.utf8))
    #expect(findings.map(\.file) == ["bad.vxml", "warned.vxml"])
    #expect(findings.first?.line == 3)
    #expect(findings.first?.column == 16)
    #expect(findings.map(\.severity) == ["error", "warning"])
    #expect(findings.first?.rule == "unknown-element")
    #expect(
      outcome.lines.first { $0.hasPrefix("{") }?.hasPrefix(
        #"{"file":"bad.vxml","line":3,"column":16,"severity":"error","rule":"unknown-element","message":"#) == true)
  }

  @Test func codeHostsGetSARIF() throws {
    let outcome = try Command.run("check", "bad.vxml", "--format", "sarif", in: folder.url)
    #expect(outcome.code == 1)
    let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(document?["version"] as? String == "2.1.0")
    let runs = document?["runs"] as? [[String: Any]]
    let results = runs?.first?["results"] as? [[String: Any]]
    #expect(results?.first?["ruleId"] as? String == "unknown-element")
  }

  @Test func noColoursInAFile() throws {
    let outcome = try Command.run("check", "bad.vxml", in: folder.url)
    #expect(!outcome.errors.contains("\u{1B}"))
  }
}
