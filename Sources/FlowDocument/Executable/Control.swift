/// `if` with its `elseif` and `else` (VoiceXML 2.0 §5.3.4).
public struct If: Sendable {
  public struct Branch: Sendable {
    /// `nil` for `else`.
    public let condition: Expression?
    public let content: [Executable]
    public let location: SourceLocation

    public init(condition: Expression?, content: [Executable], location: SourceLocation) {
      self.condition = condition
      self.content = content
      self.location = location
    }
  }
  public let branches: [Branch]
  public let location: SourceLocation

  public init(branches: [Branch], location: SourceLocation) {
    self.branches = branches
    self.location = location
  }
}

/// `foreach` in executable content (2.1 §6).
public struct Foreach: Sendable {
  public let item: Located<String>
  public let array: Expression
  public let content: [Executable]
  public let location: SourceLocation

  public init(item: Located<String>, array: Expression, content: [Executable], location: SourceLocation) {
    self.item = item
    self.array = array
    self.content = content
    self.location = location
  }
}

/// `throw` (§5.2.1).
public struct Throw: Sendable {
  public let event: EventToThrow
  public let location: SourceLocation

  public init(event: EventToThrow, location: SourceLocation) {
    self.event = event
    self.location = location
  }
}

/// `log` (§5.3.13).
public struct Log: Sendable {
  public enum Part: Hashable, Sendable {
    case text(String)
    case value(Expression)
  }
  public let label: String?
  public let expression: Expression?
  public let content: [Part]
  public let location: SourceLocation

  public init(label: String?, expression: Expression?, content: [Part], location: SourceLocation) {
    self.label = label
    self.expression = expression
    self.content = content
    self.location = location
  }
}
