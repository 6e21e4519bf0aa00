import CallRuntime
public import CallStore
import Telephony

extension TelephoneServer {
  /// Calls somebody back, and returns when the call is over.
  ///
  /// The flow reads `callback` (the id), `number`, `reason`, `name` and `call` (the one in which it was promised) as
  /// `session.parameters`, beside the route's own.
  /// - Parameter route: its language is the default only; the promise's counts.
  public func call(
    _ callback: StoredCallback, at destination: String, _ options: CallbackOptions, by route: CallRoute,
    answered: @escaping @Sendable () async -> Void
  ) async -> CallbackResult {
    var route = route
    route.language = callback.promise.language
    route.parameters.merge(callback.parameters) { $1 }
    var placement = CallPlacement(to: destination, from: options.from, route: route)
    placement.patience = options.patience
    placement.answered = answered
    return await call(placement).callbackResult
  }
}

extension StoredCallback {
  var parameters: [String: String] {
    var parameters = ["callback": "\(id)", "number": promise.number, "call": promise.call]
    parameters["reason"] = promise.reason
    parameters["name"] = promise.name
    return parameters
  }
}

extension PlacedCallOutcome {
  var callbackResult: CallbackResult {
    switch self {
    case .conversed(let record): record.end == "error" ? .flowFailed : .conversed
    case .refused: .noLine
    case .notAnswered(let failure): Self.result(of: failure)
    }
  }

  private static func result(of failure: SIPFailure) -> CallbackResult {
    // The stack found no way at all.
    if failure.isLocal && failure.status == 503 { return .unreachable }
    switch failure.status {
    case 486, 600, 603: return .busy
    case 408, 480, 487: return .noAnswer
    // It says of the number itself that it is none; what forbids us to call may be allowed tomorrow.
    case 400, 404, 410, 414, 416, 484, 485, 604: return .badNumber
    default: return .unreachable
    }
  }
}
