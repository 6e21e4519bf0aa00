import Foundation
import Testing

@Suite struct TestTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    for name in ["desk.vxml"] {
      try folder.write(
        name, try String(contentsOf: Command.conversations.appendingPathComponent(name), encoding: .utf8))
    }
    try folder.write("good.call", "flow desk.vxml\npress 3\n> Goodbye.\n= exited\n")
    try folder.write("bad.call", "# Wrong\nflow desk.vxml\npress 3\n> Farewell.   # really\n= exited\n")
  }

  @Test func foldersAreSearched() throws {
    let below = folder.url.appendingPathComponent("below")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    try folder.write("below/other.call", "flow ../desk.vxml\npress! 3\n= exited\n")
    let outcome = try Command.run("test", ".", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.output == "2 passed, 1 failed\n")
  }

  @Test func differencesAreShown() throws {
    let outcome = try Command.run("test", "bad.call", in: folder.url)
    #expect(outcome.code == 1)
    #expect(
      outcome.errors == """
        bad.call:4:1: error: the caller heard something else [expected-prompt]
        > Farewell.   # really
        ^
          - > Farewell.
          + > Goodbye.

        """)
  }

  @Test func updatingMakesItRight() throws {
    let outcome = try Command.run("test", "bad.call", "good.call", "--update", in: folder.url)
    #expect(outcome.code == 0)
    #expect(outcome.output == "updated bad.call\n2 passed, 0 failed\n")
    #expect(
      try folder.text("bad.call") == "# Wrong\nflow desk.vxml\npress 3\n> Goodbye.   # really\n= exited\n")
    #expect(try Command.run("test", "bad.call", in: folder.url).code == 0)
  }

  @Test func buildServersGetJUnit() throws {
    let outcome = try Command.run("test", "bad.call", "good.call", "--junit", "results.xml", in: folder.url)
    #expect(outcome.code == 1)
    let text = try folder.text("results.xml")
    #expect(text.contains(#"<testsuite name="attendant" tests="2" failures="1" errors="0" time="13.4">"#))
    #expect(text.contains(#"<testcase classname="." name="good.call" time="6.7"/>"#))
    #expect(
      text.contains("<failure message=\"bad.call:4:1: error: the caller heard something else [expected-prompt]\">"))
    #expect(text.contains("- &gt; Farewell."))
  }

  @Test func whatCannotBeTestedFails() throws {
    try folder.write("wrong.call", "flow desk.vxml\npres 1\n")
    try folder.write("flowless.call", "press 1\n")
    try folder.write("lost.call", "flow nowhere.vxml\npress 1\n")
    let empty = folder.url.appendingPathComponent("empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    for (path, message) in [
      ("wrong.call", "wrong.call:2:1: error: 'pres' begins no line"),
      ("flowless.call", "flowless.call:1:1: error: a scenario needs a line 'flow FILE'"),
      ("lost.call", "lost.call:1:1: error: error.badfetch was not caught"),
      ("nowhere.call", "nowhere.call:1:1: error: there is no such file or folder"),
      ("empty", "empty:1:1: error: there is no scenario file (.call) in this folder"),
    ] {
      let outcome = try Command.run("test", path, in: folder.url)
      #expect(outcome.code == 1)
      #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    }
  }
}
