/// How far a call-back is. Times are milliseconds since 1970.
public enum CallbackState: Hashable, Sendable {
  /// It may be called from then on.
  case waiting(from: Int64)
  case calling(CallbackClaim)
  case kept(at: Int64)
  case failed(CallbackFailure, at: Int64)

  /// Whether something is still to be done.
  public var isOpen: Bool {
    switch self {
    case .waiting, .calling: true
    case .kept, .failed: false
    }
  }
}

/// Who calls now, and how far that is.
public struct CallbackClaim: Hashable, Sendable {
  /// The stint of the worker that calls (`CallbackWork`).
  public let worker: Int64
  public let began: Int64
  public var answered: Int64?

  public init(worker: Int64, began: Int64, answered: Int64? = nil) {
    self.worker = worker
    self.began = began
    self.answered = answered
  }
}

/// Why nobody is called any more, though nobody was talked to. People have to look at these.
public enum CallbackFailure: String, Hashable, Sendable, CaseIterable {
  /// All tries were in vain.
  case unanswered
  case badNumber = "badnumber"
  case forbidden
  /// It was answered and then broke off on our side; calling twice would be worse.
  case interrupted
  /// Past the deadline, and past what `CallbackRules.late` adds.
  case late
}

/// What happens to a call-back.
public enum CallbackEvent: Hashable, Sendable {
  case claimed(worker: Int64)
  /// Told before the one who answered hears anything.
  case answered
  case ended(CallbackResult)
  /// The process that called has died.
  case abandoned
  case timePassed
}
