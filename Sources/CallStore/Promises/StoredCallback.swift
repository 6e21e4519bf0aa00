/// A promise in the store, and what was done about it.
public struct StoredCallback: Hashable, Sendable, Identifiable {
  /// Never given twice.
  public let id: Int64
  public let promise: CallbackPromise
  public var progress: CallbackProgress
  /// In order.
  public var attempts: [CallbackAttempt]
}

/// One try to call back. Times are milliseconds since 1970.
public struct CallbackAttempt: Hashable, Sendable {
  public let began: Int64
  public let answered: Int64?
  public let ended: Int64?
  /// `nil` while it goes on.
  public let result: CallbackResult?
}

/// What came of one try.
public enum CallbackResult: String, Hashable, Sendable, CaseIterable {
  /// Answered, and the flow of call-backs ran to its end.
  case conversed
  /// Answered, and the flow of call-backs failed.
  case flowFailed = "flowfailed"
  case busy
  case noAnswer = "noanswer"
  /// The network, or the gateway, did not find a way.
  case unreachable
  /// There is no such number.
  case badNumber = "badnumber"
  /// This server may not call it.
  case forbidden
  /// This server has no line at present. Not a try: nothing rang.
  case noLine = "noline"
  /// The process that called has died.
  case lost
}
