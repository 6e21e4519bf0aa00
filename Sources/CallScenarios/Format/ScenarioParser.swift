extension Scenario {
  /// Reads a whole file and finds everything that is wrong in it at once.
  /// - Parameter file: its name for messages.
  public static func parse(_ text: String, file: String) throws(ScenarioProblems) -> Scenario {
    var lines: [ScenarioLine] = []
    var problems: [ScenarioProblem] = []
    for (index, source) in sourceLines(of: text).enumerated() {
      do throws(LineProblem) {
        guard let (column, kind) = try LineParser.parse(source) else { continue }
        lines.append(ScenarioLine(number: index + 1, column: column, kind: kind))
      } catch {
        problems.append(
          ScenarioProblem(file: file, line: index + 1, column: error.column, message: error.message))
      }
    }
    problems += repeatedLines(in: lines, file: file)
    guard problems.isEmpty else {
      throw ScenarioProblems(problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
    return Scenario(file: file, text: text, lines: lines)
  }

  /// The lines of a text without their ends; a final line end begins no line.
  static func sourceLines(of text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// `flow`, `call` and `seed` hold for the whole call: a second one would silently win or lose.
  private static func repeatedLines(in lines: [ScenarioLine], file: String) -> [ScenarioProblem] {
    var first: [String: Int] = [:]
    return lines.compactMap { line in
      let word: String
      switch line.kind {
      case .flow: word = "flow"
      case .call: word = "call"
      case .seed: word = "seed"
      case .set, .press, .say, .silence, .wait, .record, .hangup, .transfer, .fetch, .expectPrompt, .expectState,
        .expectTrue, .expectLog:
        return nil
      }
      guard let earlier = first.updateValue(line.number, forKey: word) else { return nil }
      return ScenarioProblem(
        file: file, line: line.number, column: line.column,
        message: "a scenario has one '\(word)' line; the first is line \(earlier)")
    }
  }
}

/// What is wrong with one line.
struct LineProblem: Error {
  let column: Int
  let message: String
}
