import Foundation
import Testing

/// `--defaults`: what happens where a flow says nothing.
@Suite struct DefaultsTests {
  private static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="ivr.retrylimit" value="1"/>
      <menu><prompt>Press one.</prompt><choice dtmf="1" event="exit"/></menu>
    </vxml>
    """
  private static let ours = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <catch event="ivr.retrylimit"><prompt>We will call you.</prompt><disconnect/></catch>
    </vxml>
    """
  private static let call = """
    flow flow.vxml
    > Press one.
    silence
    > Press one.
    silence
    > We will call you.
    = disconnected

    """

  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write("flow.vxml", Self.flow)
    try folder.write("ours.vxml", Self.ours)
    try folder.write("lost.call", Self.call)
    return folder
  }

  @Test func areUsedByRunAndTest() throws {
    let folder = try folder()
    #expect(try Command.run("test", "lost.call", "--defaults", "ours.vxml", in: folder.url).code == 0)
    #expect(try Command.run("test", "lost.call", in: folder.url).code == 1)
    let run = try Command.run(
      "run", "flow.vxml", "--defaults", "ours.vxml", input: "silence\nsilence\n", in: folder.url)
    #expect(run.code == 0)
    #expect(run.output.contains("We will call you."))
    #expect(!run.output.contains("Goodbye."))
  }

  @Test func areCheckedWhenTheyAreLoaded() throws {
    let folder = try folder()
    try folder.write(
      "bad.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <noinput><goto next="#operater"/></noinput>
      </vxml>
      """)
    for command in [
      ["run", "flow.vxml"], ["test", "lost.call"], ["serve", "flow.vxml", "--audiosocket", "127.0.0.1:9092"],
    ] {
      let outcome = try Command.run(command + ["--defaults", "bad.vxml"], in: folder.url)
      #expect(outcome.code == 1, "\(command)")
      #expect(outcome.errors.hasPrefix("bad.vxml:2:"), "\(command): \(outcome.errors)")
      #expect(outcome.errors.contains("did you mean"), "\(command): \(outcome.errors)")
    }
    let missing = try Command.run("run", "flow.vxml", "--defaults", "nowhere.vxml", in: folder.url)
    #expect(missing.code == 1)
    #expect(missing.errors.contains("nowhere.vxml:1:1: error: the defaults cannot be read: there is no such file"))
  }
}
