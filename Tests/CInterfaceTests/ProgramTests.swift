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
