public import CallInterface
import CallRuntime

/// A played scenario beside what was written.
public struct Judgement: Sendable {
  /// In the order of the file.
  public let mismatches: [Mismatch]
  /// The file with its expected lines as they came out; the same text where nothing differs.
  public let updated: String

  /// - Parameters:
  ///   - turns: as the call was played; the first without an act.
  ///   - end: how the call ended.
  public init(_ scenario: Scenario, turns: [Turn], end: CallEnd) {
    var mismatches: [Mismatch] = []
    var update = ScenarioUpdate(scenario)
    for turn in turns {
      let judge = TurnJudge(scenario: scenario, turn: turn, lines: Self.lines(after: turn.act, in: scenario))
      mismatches += judge.mismatches()
      update.rewrite(judge)
    }
    mismatches += Self.unreached(scenario, after: turns.last?.act)
    if end.reason == .error, !Self.expectsFailure(scenario) {
      mismatches.append(Self.uncaught(scenario, turns))
    }
    self.mismatches = mismatches.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    updated = update.text
  }

  private static func lines(after act: Int?, in scenario: Scenario) -> Range<Int> {
    let begin = act.map { $0 + 1 } ?? 0
    let end = scenario.lines[begin...].firstIndex { $0.kind.isCallerAct } ?? scenario.lines.endIndex
    return begin..<end
  }

  /// What the caller wanted to do, or should have heard, after the call was over. A mere script may be too long.
  private static func unreached(_ scenario: Scenario, after act: Int?) -> [Mismatch] {
    guard scenario.hasExpectations else { return [] }
    let begin = lines(after: act, in: scenario).upperBound
    return scenario.lines[begin...].filter { line in
      switch line.kind {
      case .press, .say, .record, .expectPrompt, .expectState, .expectTrue, .expectLog: true
      case .flow, .call, .seed, .set, .silence, .wait, .hangup, .transfer, .fetch: false
      }
    }.prefix(1).map { line in
      Mismatch(
        rule: .unreached, file: scenario.file, line: line.number, column: line.column,
        message: "the call was over before '\(line.kind.text)'", difference: [], isRepairable: false)
    }
  }

  private static func expectsFailure(_ scenario: Scenario) -> Bool {
    scenario.lines.contains { line in
      if case .expectState(let state) = line.kind {
        StateName.names(of: .ended(CallEnd(reason: .error))).contains(state)
      } else {
        false
      }
    }
  }

  private static func uncaught(_ scenario: Scenario, _ turns: [Turn]) -> Mismatch {
    let place = turns.last?.act.map { scenario.lines[$0] } ?? scenario.lines.first
    let told = turns.flatMap(\.reports).compactMap { entry -> String? in
      switch entry.report {
      case .uncaught(let event, let message, let location):
        "\(event) was not caught\(message.map { ": \($0)" } ?? "") (\(location))"
      case .entered, .prompt, .input, .match, .noinput, .nomatch, .caught, .log, .fetch, .transfer, .record, .extension,
        .callback, .language, .metric, .outcome, .warning:
        nil
      }
    }.last
    return Mismatch(
      rule: .uncaught, file: scenario.file, line: place?.number ?? 1, column: place?.column ?? 1,
      message: told ?? "the call ended in an error", difference: [], isRepairable: false)
  }
}
