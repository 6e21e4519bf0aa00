public import CallInterface
public import CallStore

/// How promised call-backs are kept.
public struct CallbackOptions: Sendable {
  /// Whom to call: a URI with `{number}` in it.
  public var to: String
  /// Who calls: a URI, or a name and a URI in angle brackets.
  public var from: String
  public var rules = CallbackRules()
  /// Calls at once.
  public var mostCalls = 2
  /// How long it rings: six rings of five seconds.
  public var patience = Duration.seconds(30)
  public var hours: any OpeningHours = AlwaysOpen()
  /// Where may be called.
  public var allowance = TransferAllowance.anywhere

  public init(to: String, from: String) {
    self.to = to
    self.from = from
  }

  /// The URI to call, or why there is none. Asked before a promise is given, and again before each call.
  public func destination(of number: String) throws(CallbackRefusal) -> String {
    guard let destination = CallbackNumber.destination(number, template: to) else { throw .badNumber }
    guard allowance.allows(destination) else { throw .forbidden }
    return destination
  }
}

/// Why a number is not called back.
public enum CallbackRefusal: String, Error, Hashable, Sendable {
  case badNumber = "badnumber"
  case forbidden
}
