import Foundation
import Testing

@Suite struct RunTests {
  /// The machine form, to the letter.
  @Test func aCallAsJSONLines() throws {
    let outcome = try Command.run(
      "run", "desk.vxml", "--script", "-", "--format", "jsonl", "--from", "+44", "--to", "4008",
      input: "press 9\npress 1\npress 12#\n")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let prompts = #""audio":[],"bargein":true}"#
    #expect(
      outcome.lines == [
        #"{"t":0.0,"event":"call","from":"+44","to":"4008"}"#,
        #"{"t":0.0,"event":"fetch","kind":"document","uri":"desk.vxml","outcome":"ok"}"#,
        #"{"t":0.0,"event":"enter","document":"desk.vxml","dialog":"top","item":null}"#,
        #"{"t":0.0,"event":"enter","document":"desk.vxml","dialog":"top","item":"choice"}"#,
        #"{"t":0.0,"event":"prompt","text":"Welcome to the desk.",\#(prompts)"#,
        #"{"t":1.9,"event":"prompt","text":"For billing, press 1. To leave, press 3.",\#(prompts)"#,
        #"{"t":6.0,"event":"input","mode":"dtmf","utterance":"9"}"#,
        #"{"t":6.0,"event":"nomatch","count":1,"utterance":"9"}"#,
        #"{"t":6.0,"event":"catch","name":"nomatch","message":"9","handler":"17:7"}"#,
        #"{"t":6.0,"event":"enter","document":"desk.vxml","dialog":"top","item":"choice"}"#,
        #"{"t":6.0,"event":"prompt","text":"That is not on the menu.",\#(prompts)"#,
        #"{"t":8.7,"event":"prompt","text":"For billing, press 1. To leave, press 3.",\#(prompts)"#,
        #"{"t":12.8,"event":"input","mode":"dtmf","utterance":"1"}"#,
        #"{"t":12.8,"event":"match","item":"choice","interpretation":"1"}"#,
        #"{"t":12.8,"event":"enter","document":"desk.vxml","dialog":"billing","item":null}"#,
        #"{"t":12.8,"event":"enter","document":"desk.vxml","dialog":"billing","item":"number"}"#,
        #"{"t":12.8,"event":"prompt","text":"Your account number, please.","audio":[],"bargein":false}"#,
        #"{"t":15.25,"event":"input","mode":"dtmf","utterance":"12"}"#,
        #"{"t":15.25,"event":"match","item":"number","interpretation":"12"}"#,
        #"{"t":15.25,"event":"log","label":"ACCOUNT","text":"12"}"#,
        #"{"t":15.25,"event":"prompt","text":"Your account is 1 2.",\#(prompts)"#,
        #"{"t":17.55,"event":"catch","name":"connection.disconnect.hangup","message":null,"#
          + #""handler":"platform default"}"#,
        #"{"t":17.55,"event":"end","reason":"disconnect","value":null}"#,
      ])
  }

  @Test func aSilentCallerIsAbandonedAfterAnHour() throws {
    let outcome = try Command.run("run", "desk.vxml", "--script", "/dev/null", "--format", "jsonl")
    #expect(outcome.code == 0)
    #expect(outcome.lines.last == #"{"t":3600.0,"event":"end","reason":"abandoned","value":null}"#)
  }

  @Test func theValueOfExitIsTold() throws {
    let outcome = try Command.run(
      "run", "desk.vxml", "--script", "-", "--format", "jsonl", input: "press! 3\n")
    #expect(outcome.lines.last == #"{"t":0.7,"event":"end","reason":"exit","value":"left"}"#)
  }

  @Test func optionsGoBeforeTheScenario() throws {
    let outcome = try Command.run(
      "run", "facts.vxml", "--script", "facts.call", "--from", "+1", "--at", "2027-01-04T23:00:00-05:00")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("From +1 to 4008001234."))
    #expect(outcome.output.contains("It is 23 o'clock"))
  }

  /// Lines, bare keys and comments; whoever closes the pipe hangs up.
  @Test func linesOfAPipeAreTheCaller() throws {
    let outcome = try Command.run("run", "desk.vxml", input: "# hello\n1\nsilence\n 5 5 #\n")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("Your account is 5 5."))
    let left = try Command.run("run", "desk.vxml", "--format", "jsonl", input: "1\n")
    #expect(left.lines.last == #"{"t":8.05,"event":"end","reason":"hangup","value":null}"#)
  }

  @Test func aWrongLineOfAPipeIsToldAndPassedOver() throws {
    let outcome = try Command.run("run", "desk.vxml", input: "1\npres 2\n55#\n")
    #expect(outcome.code == 0)
    #expect(
      outcome.errors.hasPrefix(
        "<stdin>:2:1: error: 'pres' begins no line of a scenario; did you mean 'press'? [scenario]\n"))
    #expect(outcome.output.contains("Your account is 5 5."))
  }

  @Test func whatAPipeDoesCanBeRecorded() throws {
    let folder = try Folder()
    let path = folder.url.appendingPathComponent("made.call").path
    let outcome = try Command.run("run", "desk.vxml", "--record", path, input: "1\n55#\n")
    #expect(outcome.code == 0)
    let text = try folder.text("made.call")
    #expect(
      text.contains("\npress 1\n> Your account number, please.\npress 55#\n> Your account is 5 5.\n= disconnected\n"))
    #expect(try Command.run("test", path).code == 0)
  }

  @Test func aMissingFlowIsLocated() throws {
    let outcome = try Command.run("run", "nowhere.vxml", input: "1\n")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "nowhere.vxml:1:1: error: there is no such file [file]\n")
    let machine = try Command.run("run", "nowhere.vxml", "--script", "/dev/null", "--format", "jsonl")
    #expect(machine.code == 1)
    #expect(machine.lines.last == #"{"t":0.0,"event":"end","reason":"error","value":null}"#)
    #expect(machine.errors.hasPrefix("nowhere.vxml:1:1: error: "))
  }

  @Test func aBadFlowIsLocatedWithItsLines() throws {
    let folder = try Folder()
    try folder.write(
      "bad.vxml",
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">\n  <form>\n    <fild name=\"x\"/>\n  </form>\n</vxml>\n"
    )
    for arguments in [["run", "bad.vxml"], ["run", "bad.vxml", "--script", "/dev/null", "--format", "jsonl"]] {
      let outcome =
        arguments.count == 2
        ? try Command.run("run", "bad.vxml", in: folder.url)
        : try Command.run("run", "bad.vxml", "--script", "/dev/null", "--format", "jsonl", in: folder.url)
      #expect(outcome.code == 1)
      #expect(
        outcome.errors.hasPrefix(
          "bad.vxml:3:5: error: there is no element <fild> [unknown-element]\n    <fild name=\"x\"/>\n    ^~~~~\n"))
    }
  }

  @Test func anErrorThatNobodyCaughtIsAFailure() throws {
    let folder = try Folder()
    try folder.write(
      "bad.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
        <form><block><value expr="nobody.knows"/></block></form>
      </vxml>
      """)
    let outcome = try Command.run("run", "bad.vxml", "--script", "/dev/null", "--format", "jsonl", in: folder.url)
    #expect(outcome.code == 1)
    #expect(outcome.lines.last?.contains(#""reason":"error""#) == true)
    #expect(outcome.errors.contains("error.semantic was not caught"))
  }

  @Test func aBadScriptIsLocated() throws {
    let outcome = try Command.run("run", "desk.vxml", "--script", "-", input: "press 1\nwait\n")
    #expect(outcome.code == 1)
    #expect(outcome.errors == "-:2:1: error: 'wait' needs a time such as 2s [scenario]\nwait\n^~~~\n")
    #expect(try Command.run("run", "desk.vxml", "--script", "nowhere.call").code == 1)
  }

  @Test func strictnessIsAChoice() throws {
    let folder = try Folder()
    try folder.write("old.vxml", "<vxml version=\"2.0\"><form><block>Hello.</block></form></vxml>")
    let tolerant = try Command.run("run", "old.vxml", "--script", "/dev/null", in: folder.url)
    #expect(tolerant.code == 0)
    #expect(tolerant.output.contains("Hello."))
    #expect(try Command.run("run", "old.vxml", "--script", "/dev/null", "--strict", in: folder.url).code == 1)
  }
}
