public import FlowDocument

/// One finding in one document, with the place that it is about.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable {
    case error, warning, note

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }

    /// The more serious is the smaller.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  }

  public let severity: Severity
  /// A stable name of the rule, words joined by hyphens: `unknown-element`.
  public let rule: String
  public let message: String
  /// How to mend it, where that can be said.
  public let help: String?
  /// The URI of the document.
  public let file: String
  public let location: SourceLocation
  /// The line at `location` without its line break; of a very long line, the part around `location`.
  public let sourceLine: String?
  /// Where `location` is in `sourceLine`, counted from 1 in Unicode scalars; differs from its column in a shortened line.
  public let caretColumn: Int
  /// How many Unicode scalars the caret underlines; at least 1.
  public let length: Int

  public init(
    severity: Severity, rule: String, message: String, help: String? = nil, file: String, location: SourceLocation,
    sourceLine: String? = nil, caretColumn: Int? = nil, length: Int = 1
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.help = help
    self.file = file
    self.location = location
    self.sourceLine = sourceLine
    self.caretColumn = caretColumn ?? location.column
    self.length = max(1, length)
  }
}
