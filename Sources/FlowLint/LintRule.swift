public import FlowDocument
public import FlowParser

/// One rule about what a flow means. A rule reads; it does no I/O.
public protocol LintRule: Sendable {
  /// Stable: `S002`. Two rules may share an id where they are parts of one.
  static var id: String { get }
  /// Of a finding that names none of its own.
  static var severity: Diagnostic.Severity { get }
  /// The reason and the repair, for findings that have nothing more exact to say.
  static var help: String { get }

  func check(_ flow: FlowUnderCheck) -> [Finding]
}

/// What a rule found, before it is shown beside its source line.
public struct Finding: Hashable, Sendable {
  /// `nil`: the rule's.
  public let severity: Diagnostic.Severity?
  public let message: String
  /// `nil`: the rule's.
  public let help: String?
  public let location: SourceLocation
  /// How many Unicode scalars it is about; `nil` for the whole tag name or attribute value at `location`.
  public let length: Int?

  public init(
    _ message: String, help: String? = nil, severity: Diagnostic.Severity? = nil, at location: SourceLocation,
    length: Int? = nil
  ) {
    self.severity = severity
    self.message = message
    self.help = help
    self.location = location
    self.length = length
  }
}
