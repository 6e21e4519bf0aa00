/// `ivr:callback`: a promise to call back, which is kept outside of the call.
public struct Callback: Sendable {
  public let number: Expression
  /// By when, from now; `nil` means 24 hours.
  public let within: Duration?
  public let reason: TextSource?
  /// The attribute `name`: the variable that takes the promise's id.
  public let result: Located<String>?
  public let location: SourceLocation

  public init(
    number: Expression, within: Duration?, reason: TextSource?, result: Located<String>?, location: SourceLocation
  ) {
    self.number = number
    self.within = within
    self.reason = reason
    self.result = result
    self.location = location
  }
}
