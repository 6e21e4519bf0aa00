import Foundation
import Testing

/// A C program makes calls through the built library; what happens in them is what happens in the console.
@Suite struct ProgramTests {
  private static func program() throws -> CProgram {
    try CProgram(
      String(contentsOf: CProgram.root.appending(path: "Tests/CInterfaceTests/program.c"), encoding: .utf8))
  }

  /// The same caller on the console.
  private static func console(_ flow: String, _ options: [String], _ acts: [String]) throws -> [String] {
    let outcome = try CProgram.run(
      CProgram.built.appending(path: "attendant"), ["run", flow, "--script", "-", "--format", "jsonl"] + options,
      input: acts.joined(separator: "\n") + "\n")
    #expect(outcome.code == 0, "\(outcome.errors)")
    // The first line holds what the program itself said.
    return Array(outcome.lines.dropFirst())
  }

  @Test(arguments: [
    ["press 2"], ["silence", "press 9", "press 1"], ["silence", "press 7", "hangup"],
  ])
  func theBakeryFromAFile(_ acts: [String]) throws {
    let outcome = try Self.program().run(["Flows", "first.vxml", "0", #"{"startedAt":0}"#] + acts)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors == "")
    #expect(outcome.lines == (try Self.console("Flows/first.vxml", [], acts)))
    #expect(outcome.lines.count > 8)
  }

  /// Everything but the first document is fetched by the program, and a service that is not there is told so.
  @Test func theHotlineFromTheWeb() throws {
    let acts = ["press 3", "press 1", "press 61234567", "press 1", "press 2", "press 5"]
    let facts =
      #"{"startedAt":1799064900000,"utcOffset":28800,"from":"+8613800138000","to":"4008001234","seed":1}"#
    let outcome = try Self.program().run([".", "Flows/hotline/hotline.vxml", "1", facts] + acts)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let console = try Self.console(
      "Flows/hotline/hotline.vxml",
      ["--from", "+8613800138000", "--to", "4008001234", "--at", "2027-01-04T20:15:00+08:00"], acts)
    #expect(outcome.lines.map(Self.withoutPlaces) == console.map(Self.withoutPlaces))
    #expect(outcome.output.contains("Your balance is CNY128.50."))
    let fetched = Set(outcome.errors.split(separator: "\n").map(String.init))
    #expect(
      fetched.isSuperset(of: [
        "fetched Flows/hotline/root.vxml", "fetched Flows/hotline/account.grxml", "fetched Flows/survey.vxml",
        "fetched Flows/hotline/service/balance.xml", "fetched Prompts/languages", "fetched Prompts/en/prompts.tsv",
      ]))
    #expect(!fetched.contains("fetched Flows/hotline/hotline.vxml"))
  }

  /// Where a file is, and whether a recording is there, differs between the web and a disk. A recording after a number
  /// stands apart from it.
  private static func withoutPlaces(_ line: String) -> String {
    line.replacing(/"audio":\[[^\]]*\],?/, with: "").replacing(/(?:http|file):[^"]*\//, with: "")
      .replacing(" .", with: ".")
  }

  /// What a company's own defaults do where the flow says nothing, as with `--defaults`, from a file and from bytes.
  @Test(arguments: ["0", "1"]) func defaultsOfAHost(_ web: String) throws {
    let folder = try Folder()
    _ = try folder.handle(
      "flow.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <property name="ivr.retrylimit" value="1"/>
        <menu><prompt>Press one.</prompt><choice dtmf="1" event="exit"/></menu>
      </vxml>
      """)
    _ = try folder.handle(
      "ours.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <noinput><prompt>Nobody there?</prompt><reprompt/></noinput>
        <catch event="ivr.retrylimit"><prompt>We will call you.</prompt><disconnect/></catch>
      </vxml>
      """)
    _ = try folder.handle(
      "bad.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <noinput><goto next="#operater"/></noinput>
      </vxml>
      """)
    let program = try Self.program()
    func run(_ acts: String...) throws -> CProgram.Outcome {
      try program.run([folder.url.path, "flow.vxml", web, #"{"startedAt":0}"#] + acts)
    }
    let flow = folder.url.appending(path: "flow.vxml").path
    let ours = try run("defaults ours.vxml", "silence", "silence")
    #expect(ours.code == 0, "\(ours.errors)")
    let console = try Self.console(
      flow, ["--defaults", folder.url.appending(path: "ours.vxml").path], ["silence", "silence"])
    #expect(ours.lines.map(Self.withoutPlaces) == console.map(Self.withoutPlaces))
    #expect(ours.output.contains("Nobody there?") && ours.output.contains("We will call you."))
    let builtIn = try run("silence", "silence")
    #expect(builtIn.code == 0, "\(builtIn.errors)")
    let builtInConsole = try Self.console(flow, [], ["silence", "silence"])
    #expect(builtIn.lines.map(Self.withoutPlaces) == builtInConsole.map(Self.withoutPlaces))
    #expect(!builtIn.output.contains("We will call you."))
    let bad = try run("defaults bad.vxml", "silence")
    #expect(bad.code == 1)
    #expect(bad.errors.contains("bad.vxml:2:"))
    #expect(bad.errors.contains("operater"))
  }

  @Test func aFlowThatCannotBeUsedIsLocated() throws {
    let outcome = try Self.program().run(["Tests/CInterfaceTests", "program.c", "0", "{}"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("Tests/CInterfaceTests/program.c:1:1: error: "))
  }

  /// The example of README.md, as it stands there.
  @Test func theExampleOfTheReadme() throws {
    let readme = try String(contentsOf: CProgram.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(readme.components(separatedBy: "\n## From C\n").dropFirst().first)
    let parts = section.components(separatedBy: "```c\n")
    try #require(parts.count > 1)
    let source = try #require(parts[1].components(separatedBy: "```").first)
    let outcome = try CProgram(source).run([])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.lines == [
        "Good day, this is Blossom Bakery. For today's bread, press 1. For our opening hours, press 2.",
        "Today we have rye, wheat and walnut. Thank you for calling. Goodbye.",
      ])
  }
}
