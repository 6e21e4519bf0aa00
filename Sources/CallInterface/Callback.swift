/// A promise to call back that a flow makes (`ivr:callback`, `CallCommand.promise`).
public struct CallbackRequest: Hashable, Codable, Sendable {
  /// Whom, as the flow has it; whoever keeps promises says whether it is a number.
  public let number: String
  /// By when, from now.
  public let within: Duration
  public let reason: String?
  /// The variable that takes the promise's id: what the flow calls it.
  public let name: String?
  /// That the caller is spoken to in.
  public let language: String
  /// How long the call waits; after that an answer is too late.
  public let timeout: Duration

  public init(
    number: String, within: Duration, reason: String? = nil, name: String? = nil, language: String, timeout: Duration
  ) {
    self.number = number
    self.within = within
    self.reason = reason
    self.name = name
    self.language = language
    self.timeout = timeout
  }
}

/// What came of it. Only what is stored may be promised to the caller.
public enum CallbackAnswer: Hashable, Codable, Sendable {
  /// It will be kept. The id is never given twice by one store.
  case stored(id: Int)
  /// Is thrown in the flow, at the element.
  case refused(event: String, message: String?)
}

extension CallbackAnswer {
  /// `error.unsupported.callback`: nobody here keeps promises.
  public static let unsupported = CallbackAnswer.refused(
    event: "error.unsupported.callback", message: "nothing here keeps promises of call-backs")

  /// `error.callback.badnumber`: this is no telephone number.
  public static func badNumber(_ number: String) -> CallbackAnswer {
    .refused(event: "error.callback.badnumber", message: "'\(number)' is not a telephone number")
  }

  /// `error.callback.noauthorization`: it is one, and this platform does not call it.
  public static func forbidden(_ number: String) -> CallbackAnswer {
    .refused(event: "error.callback.noauthorization", message: "'\(number)' is not called from here")
  }

  /// `error.callback.failed`: the promise could not be stored.
  public static func failed(_ reason: String) -> CallbackAnswer {
    .refused(event: "error.callback.failed", message: reason)
  }

  /// `error.callback.timeout`: the call has waited long enough.
  public static func timedOut(_ request: CallbackRequest) -> CallbackAnswer {
    .refused(
      event: "error.callback.timeout",
      message: "the promise was not stored within \(request.timeout.wholeMilliseconds) ms")
  }
}
