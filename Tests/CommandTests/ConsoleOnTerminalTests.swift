import Foundation
import Testing

/// The interactive console, as it is seen through a pseudo-terminal.
@Suite(.timeLimit(.minutes(2))) struct ConsoleOnTerminalTests {
  private func terminal(_ flow: String, _ more: String..., environment: [String: String] = [:]) throws
    -> PseudoTerminal
  {
    try PseudoTerminal(["run", flow, "--fast"] + more, in: Command.conversations, environment: environment)
  }

  @Test func keysActAtOnce() throws {
    let terminal = try terminal("desk.vxml")
    terminal.expect("Welcome to the desk.")
    terminal.expect("timeout in ")
    #expect(terminal.isRaw)
    terminal.type("1")
    terminal.expect("caller: press 1")
    terminal.expect("Your account number, please.")
    terminal.expect("billing.number · timeout in ")
    terminal.type("55")
    terminal.expect("keys 55 · interdigittimeout in ")
    terminal.type("#")
    terminal.expect("Your account is 5 5.")
    terminal.expect("the flow hung up")
    #expect(terminal.finish() == 0)
    #expect(terminal.isRestored)
  }

  @Test func wordsAreTypedOnALine() throws {
    let terminal = try terminal("desk.vxml")
    terminal.expect("timeout in ")
    terminal.type("'goodbx")
    terminal.expect("say: goodbx")
    terminal.type("\u{7F}ye\r")
    terminal.expect("caller: say goodbye")
    terminal.expect("the flow has ended")
    #expect(terminal.finish() == 0)
  }

  @Test func keysAreExplained() throws {
    let terminal = try terminal("desk.vxml")
    terminal.expect("timeout in ")
    terminal.type("?")
    terminal.expect("Ctrl-C       hangs up")
    terminal.type("3")
    terminal.expect("the flow has ended, result \"left\"")
    #expect(terminal.finish() == 0)
  }

  @Test func controlCHangsUp() throws {
    let terminal = try terminal("desk.vxml")
    terminal.expect("timeout in ")
    terminal.type("\u{03}")
    terminal.expect("caller: hangs up")
    #expect(terminal.finish() == 0)
    #expect(terminal.isRestored)
  }

  @Test func theTesterPlaysTheFarEnd() throws {
    let terminal = try terminal("far.vxml")
    terminal.expect("ringing tel:+4420")
    terminal.type("b")
    terminal.expect("busy after 0")
    terminal.expect("ringing tel:+4420")
    terminal.type("a")
    terminal.expect("connected to tel:+4420")
    terminal.type("e")
    terminal.expect("far_end_disconnect after")
    terminal.type("1")
    terminal.expect("ringing tel:+4421")
    terminal.type("w")
    terminal.expect("network_busy")
    #expect(terminal.finish() == 0)
  }

  @Test func anyKeyEndsARecording() throws {
    let terminal = try terminal("message.vxml")
    terminal.expect("● recording")
    terminal.type(" ")
    terminal.expect("You said: ")
    terminal.type("2")
    terminal.expect("● recording")
    terminal.type("5")
    terminal.expect("log MESSAGE: ")
    terminal.expect(" 5 false")
    terminal.type("1")
    terminal.expect("Kept.")
    #expect(terminal.finish() == 0)
  }

  @Test func theCallCanBeRecorded() throws {
    let folder = try Folder()
    let path = folder.url.appendingPathComponent("made.call").path
    let terminal = try terminal("desk.vxml", "--record", path)
    terminal.expect("timeout in ")
    terminal.type("1")
    terminal.expect("Your account number, please.")
    terminal.expect("billing.number · timeout in ")
    terminal.type("55#")
    #expect(terminal.finish() == 0)
    #expect(try folder.text("made.call").contains("\npress 1\n> Your account number, please.\npress 55#\n"))
    #expect(try Command.run("test", path).code == 0)
  }

  @Test func coloursAreForbiddenByNoColor() throws {
    let plain = try terminal("desk.vxml", environment: ["NO_COLOR": "1"])
    plain.expect("? explains the keys\r\n")
    plain.type("\u{03}")
    #expect(plain.finish() == 0)
    let coloured = try terminal("desk.vxml", environment: ["NO_COLOR": ""])
    coloured.expect("\u{1B}[2m? explains the keys\u{1B}[0m\r\n")
    coloured.type("\u{03}")
    #expect(coloured.finish() == 0)
  }

  @Test func aSignalLeavesTheTerminalAsItWas() throws {
    let terminal = try terminal("desk.vxml")
    terminal.expect("timeout in ")
    #expect(terminal.isRaw)
    kill(terminal.identifier, SIGTERM)
    _ = terminal.finish()
    #expect(terminal.endedBySignal)
    #expect(terminal.isRestored)
  }

  @Test func aBadFlowTouchesNoTerminal() throws {
    let terminal = try terminal("nowhere.vxml")
    terminal.expect("nowhere.vxml:1:1:")
    #expect(terminal.finish() == 1)
    #expect(terminal.isRestored)
  }
}
