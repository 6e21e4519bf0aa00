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

  @Test func tablesOfWordsAreCheckedOnce() throws {
    try folder.makeFolder("Prompts/en")
    try folder.write("Prompts/languages", "en en\nyue yue en\n")
    try folder.write("Prompts/en/prompts.tsv", "hello\t-\tHello.\nbalance\t-\tYou have {amount.\n")
    for name in ["one.vxml", "two.vxml"] {
      try folder.write(
        name,
        """
        <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
          <form><block><prompt><ivr:say key="helo"/></prompt></block></form>
        </vxml>
        """)
    }
    let outcome = try Command.run("check", "one.vxml", "two.vxml", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("one.vxml:2:38: error: no language has words for the key \"helo\" [S002]"))
    #expect(outcome.errors.contains("help: did you mean \"hello\"?"))
    let broken = "Prompts/en/prompts.tsv:2:20: error: the gap that begins here has no end: \"}\" is missing [manifest]"
    #expect(outcome.errors.components(separatedBy: broken).count == 2)
    #expect(outcome.errors.contains("Prompts/languages:2:1: error: there is no yue/prompts.tsv [manifest]"))
    #expect(outcome.output == "2 files: 4 errors, 0 warnings\n")
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
