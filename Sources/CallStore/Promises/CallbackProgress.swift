/// The way of one call-back, as a pure machine: who is called when, when again, and when no more.
///
/// It is answered at most once. A try that was answered is never repeated, even if its process dies a moment later; one
/// that was not is repeated, since a telephone that rang once too often is better than a promise that nobody keeps.
public struct CallbackProgress: Hashable, Sendable {
  public private(set) var state: CallbackState
  /// That count: something may have rung.
  public private(set) var tries: Int
  /// Until when it was promised, in milliseconds since 1970.
  public let due: Int64
  /// When it was seen that the promise was not kept in time. Never taken back, not even by keeping it later.
  public private(set) var overdueSince: Int64?

  public init(state: CallbackState, tries: Int = 0, due: Int64, overdueSince: Int64? = nil) {
    self.state = state
    self.tries = tries
    self.due = due
    self.overdueSince = overdueSince
  }

  /// Takes what happened. What does not belong to the state (a late answer, a second claim) changes nothing.
  /// - Parameter now: in milliseconds since 1970.
  /// - Returns: whether something changed.
  @discardableResult
  public mutating func take(_ event: CallbackEvent, at now: Int64, by rules: CallbackRules) -> Bool {
    let before = self
    if state.isOpen, now > due { overdueSince = overdueSince ?? now }
    switch (state, event) {
    case (.waiting, .timePassed), (.waiting, .claimed):
      wait(event, at: now, by: rules)
    case (.calling(var claim), .answered):
      claim.answered = claim.answered ?? now
      state = .calling(claim)
    case (.calling(let claim), .ended(let result)):
      state = ended(claim, result, at: now, by: rules)
    case (.calling(let claim), .abandoned):
      state = ended(claim, .lost, at: now, by: rules)
    case (.waiting, .answered), (.waiting, .ended), (.waiting, .abandoned), (.calling, .claimed),
      (.calling, .timePassed), (.kept, _), (.failed, _):
      break
    }
    return self != before
  }

  private mutating func wait(_ event: CallbackEvent, at now: Int64, by rules: CallbackRules) {
    guard case .waiting(let from) = state else { return }
    if now > due + rules.late.milliseconds {
      state = .failed(.late, at: now)
    } else if case .claimed(let worker) = event, now >= from {
      state = .calling(CallbackClaim(worker: worker, began: now))
    }
  }

  private mutating func ended(
    _ claim: CallbackClaim, _ result: CallbackResult, at now: Int64, by rules: CallbackRules
  ) -> CallbackState {
    if result != .noLine { tries += 1 }
    let wait: Duration
    switch result {
    case .conversed: return .kept(at: now)
    case .flowFailed: return .failed(.interrupted, at: now)
    case _ where claim.answered != nil: return .failed(.interrupted, at: now)
    case .badNumber: return .failed(.badNumber, at: now)
    case .forbidden: return .failed(.forbidden, at: now)
    case .busy, .lost: wait = rules.afterBusy
    case .noAnswer, .unreachable: wait = rules.afterNoAnswer
    case .noLine: wait = rules.afterNoLine
    }
    return tries < rules.tries ? .waiting(from: now + wait.milliseconds) : .failed(.unanswered, at: now)
  }
}
