public import CallInterface
public import CallRuntime
import Prompting

/// One act of the caller and what came of it: everything until the caller's next act.
public struct Turn: Hashable, Sendable {
  /// Place of the act in the scenario's lines; `nil` for what comes before the first.
  public let act: Int?
  public internal(set) var reports: [TimedReport] = []
  /// What the call was doing when the turn was over.
  public internal(set) var state: CallStanding = .waiting(.call)
  /// How many prompts had been heard, and where the call stood, when the flow first waited for a caller who had
  /// nothing more to do; `nil` in a turn that the caller's next act ended.
  public internal(set) var idle: Idle?
  /// Answers to the `?` lines of the turn, by their place in the scenario's lines.
  public internal(set) var answers: [Int: ConditionAnswer] = [:]

  public struct Idle: Hashable, Sendable {
    public let heard: Int
    public let state: CallStanding
  }

  init(act: Int?) {
    self.act = act
  }

  /// The words of each prompt that was heard, in order.
  public var heard: [String] {
    reports.compactMap { entry in
      guard case .prompt(_, let prompt, heard: true) = entry.report else { return nil }
      let words = WordPattern.normalised(SpokenText.words(of: prompt.segments))
      return words.isEmpty ? nil : words
    }
  }

  /// The labels of its logs, in order.
  public var logLabels: [String] {
    reports.compactMap { entry in
      guard case .log(let label, _) = entry.report else { return nil }
      return WordPattern.normalised(label ?? "")
    }
  }
}

/// Where a call stands at one moment.
public enum CallStanding: Hashable, Sendable {
  case waiting(Waiting)
  case ended(CallEnd)
}

/// What an expression came to.
public enum ConditionAnswer: Hashable, Sendable {
  case holds
  case fails
  /// It cannot be evaluated; the reason.
  case faulty(String)
}
