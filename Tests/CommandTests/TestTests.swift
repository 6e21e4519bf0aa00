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

  /// Every kind of place that can be reached, the application root's too.
  @Test func coverageListsWhatNoScenarioReaches() throws {
    try folder.write(
      "root.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en">
        <link dtmf="0" event="person"/>
        <catch event="person"><exit/></catch>
        <nomatch>Sorry.</nomatch>
      </vxml>
      """)
    try folder.write(
      "leaf.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" application="root.vxml" xml:lang="en">
        <menu id="top"><prompt>Which?</prompt><choice dtmf="1" next="#one">one</choice><choice dtmf="2" next="#two">two</choice></menu>
        <form id="one">
          <field name="a"><prompt>A?</prompt><option dtmf="1">x</option><option dtmf="2">y</option></field>
          <filled><if cond="a == 'x'"><goto next="#two"/><else/><exit/></if></filled>
        </form>
        <form id="two"><block>Two.<disconnect/></block></form>
      </vxml>
      """)
    try folder.write("first.call", "flow leaf.vxml\npress 1\npress 1\n= disconnected\n")
    try folder.write("second.call", "flow leaf.vxml\npress 0\n= exited\n")
    let outcome = try Command.run("test", "first.call", "--coverage", in: folder.url)
    #expect(outcome.code == 0)
    let missed = outcome.output.split(separator: "\n").filter { $0.contains("[coverage]") }
    #expect(
      missed == [
        "leaf.vxml:2:82: note: no scenario reaches this <choice> of 2 [coverage]",
        "leaf.vxml:4:67: note: no scenario reaches this <option> of 2 [coverage]",
        "leaf.vxml:5:52: note: no scenario reaches this branch [coverage]",
        "leaf.vxml:5:59: note: no scenario reaches this way out [coverage]",
        "root.vxml:2:3: note: no scenario reaches this <link> of 0 [coverage]",
        "root.vxml:3:3: note: no scenario reaches this handler of person [coverage]",
        "root.vxml:3:25: note: no scenario reaches this way out [coverage]",
        "root.vxml:4:3: note: no scenario reaches this handler of nomatch [coverage]",
      ])
    #expect(outcome.output.hasSuffix("\n8 of 16 places of 2 flows reached (50%)\n"))
    let both = try Command.run("test", "first.call", "second.call", "--coverage", "--floor", "69", in: folder.url)
    #expect(both.code == 1)
    #expect(both.output.hasSuffix("\n11 of 16 places of 2 flows reached (68%)\n"))
    #expect(try Command.run("test", "first.call", "--coverage", "--floor", "50", in: folder.url).code == 0)
    #expect(try Command.run("test", "first.call", "--floor", "50", in: folder.url).code == 2)
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
