/// Something wrong in a scenario file, with its place.
public struct ScenarioProblem: Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// Counted from 1, columns in Unicode scalars.
  public let line: Int
  public let column: Int
  public let message: String

  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  public static let rule = "scenario"

  /// `file:line:column: error: message [scenario]`.
  public var description: String { "\(file):\(line):\(column): error: \(message) [\(Self.rule)]" }
}

/// All that is wrong in a scenario file, in its order.
public struct ScenarioProblems: Error, Hashable, Sendable, CustomStringConvertible {
  public let problems: [ScenarioProblem]

  public init(_ problems: [ScenarioProblem]) {
    self.problems = problems
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
