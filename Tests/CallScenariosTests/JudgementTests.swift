import CallInterface
import CallRuntime
@testable import CallScenarios
import Testing

@Suite struct JudgementTests {
  private func heard(_ texts: String...) -> [TimedReport] {
    texts.map { text in
      let speech = PromptSegment.speech(Speech(text: text, language: "en"))
      return TimedReport(
        at: .start, .prompt(nil, QueuedPrompt(segments: [speech], bargeIn: .speech), heard: true))
    }
  }

  private func turn(_ act: Int?, _ reports: [TimedReport], _ state: CallStanding = .ended(CallEnd(reason: .exit)))
    -> Turn
  {
    var turn = Turn(act: act)
    turn.reports = reports
    turn.state = state
    return turn
  }

  private func judge(_ text: String, _ turns: [Turn], _ reason: CallEnd.Reason = .exit) throws -> Judgement {
    Judgement(try Scenario.parse(text, file: "a.call"), turns: turns, end: CallEnd(reason: reason))
  }

  @Test func whatCameTrueIsLeftAlone() throws {
    let text = "> Welcome …\n> Press 1.\npress 1\n> …\n= exited\n"
    let judgement = try judge(
      text, [turn(nil, heard("Welcome to us.", "Press 1.")), turn(2, heard("One.", "Bye."))])
    #expect(judgement.mismatches == [])
    #expect(judgement.updated == text)
  }

  @Test func oneLineMayHoldSeveralPrompts() throws {
    let judgement = try judge("> Welcome. Press 1.\n", [turn(nil, heard("Welcome.", "Press 1."))])
    #expect(judgement.mismatches == [])
  }

  @Test func turnsWithoutPromptLinesAreNotCompared() throws {
    let judgement = try judge("press 1\n= exited\n", [turn(nil, heard("Welcome.")), turn(0, heard("One."))])
    #expect(judgement.mismatches == [])
  }

  @Test func differencesAreShownLineByLine() throws {
    let text = "# Desk\r\n> Welcome.\r\n  > Press 2.   # the menu\r\n> Now.\r\npress 1\r\n> Bye.\r\n"
    let judgement = try judge(
      text, [turn(nil, heard("Welcome.", "Press 1.", "Or 3.", "Now.")), turn(3, [])])
    #expect(
      judgement.mismatches.map(\.headline) == [
        "a.call:3:3: error: the caller heard something else [expected-prompt]",
        "a.call:6:1: error: the caller heard something else [expected-prompt]",
      ])
    #expect(
      judgement.mismatches.first?.difference == [
        "    > Welcome.", "  - > Press 2.", "  + > Press 1.", "  + > Or 3.", "    > Now.",
      ])
    #expect(
      judgement.updated
        == "# Desk\r\n> Welcome.\r\n  > Press 1.   # the menu\r\n> Or 3.\r\n> Now.\r\npress 1\r\n")
  }

  @Test func linesAreInsertedWhereNoneWas() throws {
    let judgement = try judge("> B\n> …\n> D", [turn(nil, heard("A", "B", "C", "C", "D", "E"))])
    #expect(judgement.updated == "> A\n> B\n> …\n> D\n> E\n")
    #expect(
      judgement.mismatches.first?.difference == [
        "  + > A", "    > B", "    > …", "    > D", "  + > E",
      ])
  }

  @Test func statesAreNamed() throws {
    let wait = InputWait(
      document: "file:///f/a.vxml", dialog: "menu", item: "choice", prompting: false, keys: "", deadline: nil,
      timer: nil)
    for name in ["menu.choice", "menu", "choice", "waiting", "a.vxml", "a.vxml#menu.choice"] {
      let judgement = try judge("= \(name)\npress 1\n", [turn(nil, [], .waiting(.input(wait))), turn(1, [])])
      #expect(judgement.mismatches == [], "\(name)")
    }
    let wrong = try judge("= menu.other\npress 1\n", [turn(nil, [], .waiting(.input(wait))), turn(1, [])])
    #expect(wrong.mismatches.map(\.difference) == [["  - = menu.other", "  + = menu.choice"]])
    #expect(wrong.updated == "= menu.choice\npress 1\n")
  }

  @Test(
    arguments: [
      (.exit, "exited"), (.hangup, "disconnected"), (.disconnect, "disconnected"), (.transfer, "transferred"),
      (.error, "failed"), (.abandoned, "abandoned"),
    ] as [(CallEnd.Reason, String)])
  func endsAreNamed(_ reason: CallEnd.Reason, _ name: String) throws {
    let turns = [turn(nil, [], .ended(CallEnd(reason: reason)))]
    #expect(try judge("= \(name)\n", turns, reason).mismatches == [])
    #expect(try judge("= ended\n", turns, reason).mismatches.filter { $0.rule == .state } == [])
    #expect(try judge("= elsewhere\n", turns, reason).updated == "= \(name)\n")
  }

  @Test func whatASilentCallerHearsNeedNotBeWritten() throws {
    var last = turn(0, heard("One.", "I did not hear you.", "Goodbye."))
    last.idle = Turn.Idle(heard: 1, state: .waiting(.call))
    for text in ["press 1\n> One.\n", "press 1\n> One.\n> I did not hear you.\n> Goodbye.\n", "press 1\n> …\n"] {
      #expect(try judge(text, [turn(nil, []), last]).mismatches == [])
    }
    let wrong = try judge("press 1\n> Two.\n", [turn(nil, []), last])
    #expect(wrong.updated == "press 1\n> One.\n")
  }

  @Test func conditionsAndLogs() throws {
    var only = turn(
      nil, [TimedReport(at: .start, .log(label: "A", text: "")), TimedReport(at: .start, .log(label: "B", text: ""))])
    only.answers = [0: .holds, 1: .fails, 2: .faulty("x is not defined")]
    let judgement = try judge("? a\n? b\n? x\nlog A\nlog B\nlog A\n", [only])
    #expect(
      judgement.mismatches.map(\.headline) == [
        "a.call:2:1: error: 'b' is not true [expected-condition]",
        "a.call:3:1: error: 'x' cannot be evaluated: x is not defined [expected-condition]",
        "a.call:6:1: error: nothing was logged as 'A' [expected-log]",
      ])
    #expect(judgement.updated == "? a\n? b\n? x\nlog A\nlog B\n")
  }

  @Test func whatTheCallDidNotReachIsTold() throws {
    let judgement = try judge("> A\npress 1\n> B\nhangup\n", [turn(nil, heard("A"))])
    #expect(
      judgement.mismatches.map(\.headline) == [
        "a.call:2:1: error: the call was over before 'press 1' [unreached]"
      ])
    // A script may be longer than its call, and a caller may want to hang up or say nothing at its end.
    #expect(try judge("press 1\npress 2\n", [turn(nil, [])]).mismatches == [])
    #expect(try judge("> A\nsilence\nhangup\n", [turn(nil, heard("A"))]).mismatches == [])
  }

  @Test func uncaughtErrorsFailUnlessExpected() throws {
    let report = TimedReport(
      at: .start, .uncaught(event: "error.semantic", message: "x is not defined", location: "f.vxml:3:4"))
    let turns = [turn(nil, []), turn(0, [report], .ended(CallEnd(reason: .error)))]
    #expect(
      try judge("press 1\n", turns, .error).mismatches.map(\.headline) == [
        "a.call:1:1: error: error.semantic was not caught: x is not defined (f.vxml:3:4) [uncaught]"
      ])
    #expect(try judge("press 1\n= failed\n", turns, .error).mismatches == [])
  }
}
