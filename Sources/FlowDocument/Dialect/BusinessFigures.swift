/// `ivr:metric`: a named figure of the call.
public struct Metric: Sendable {
  public let name: Located<String>
  public let value: Expression
  public let location: SourceLocation

  public init(name: Located<String>, value: Expression, location: SourceLocation) {
    self.name = name
    self.value = value
    self.location = location
  }
}

/// `ivr:outcome`: how the call ended for the business; the last one stands.
public struct BusinessOutcome: Sendable {
  public let value: TextSource
  public let location: SourceLocation

  public init(value: TextSource, location: SourceLocation) {
    self.value = value
    self.location = location
  }
}
