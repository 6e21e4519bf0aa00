import CallInterface
import Synchronization

/// One promise on its way, from the flow's wish to what the flow was told of it.
final class PromiseInHand: Sendable {
  private enum Verdict { case confirmed, withdrawn }
  private struct State {
    /// Under which it was stored.
    var id: Int?
    /// What the flow was told; `nil`: nothing yet.
    var verdict: Verdict?
    var storing: Task<Void, Never>?
  }

  private let request: CallbackRequest
  private let call: PromisingCall
  private let keeper: any CallbackKeeping
  private let state = Mutex(State())

  init(_ request: CallbackRequest, of call: PromisingCall, by keeper: any CallbackKeeping) {
    self.request = request
    self.call = call
    self.keeper = keeper
  }

  /// Always answers, and within the request's time-out (in virtual time: within a minute at least). Past it, what the store
  /// does is withdrawn; where the call is over before, it is not.
  func answer(isVirtual: Bool) async -> CallbackAnswer {
    let first = FirstAnswer<CallbackAnswer>()
    let limit = isVirtual ? max(request.timeout, .seconds(60)) : request.timeout
    guard limit > .zero else {
      withdraw()
      return .timedOut(request)
    }
    begin(telling: first)
    let timer = Task {
      // Cancelled when there is an answer.
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      if first.offer(.timedOut(request)) { withdraw() }
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await first.value()
    } onCancel: {
      first.offer(.failed("the call is over"))
    }
  }

  /// The flow has taken this answer.
  func told(_ answer: CallbackAnswer) {
    switch answer {
    case .stored: confirm()
    case .refused: withdraw()
    }
  }

  /// The flow knows of it, or was never told that it failed: the call is over.
  func confirm() { settle(.confirmed) }

  /// The flow was told that it failed.
  func withdraw() { settle(.withdrawn) }

  /// It goes on without the call, until it is settled.
  private func begin(telling first: FirstAnswer<CallbackAnswer>) {
    state.withLock { state in
      guard state.verdict == nil else { return }
      state.storing = Task {
        let answer = await keeper.keep(request, of: call)
        first.offer(answer)
        if case .stored(let id) = answer { stored(id) }
      }
    }
  }

  private func stored(_ id: Int) {
    let verdict = state.withLock { state in
      state.id = id
      return state.verdict
    }
    if let verdict { tell(verdict, id) }
  }

  private func settle(_ verdict: Verdict) {
    let (id, storing) = state.withLock { state -> (Int?, Task<Void, Never>?) in
      guard state.verdict == nil else { return (nil, nil) }
      state.verdict = verdict
      return (state.id, state.storing)
    }
    if let id { return tell(verdict, id) }
    if verdict == .withdrawn { storing?.cancel() }
  }

  private func tell(_ verdict: Verdict, _ id: Int) {
    Task { [keeper] in
      switch verdict {
      case .confirmed: await keeper.confirm(id)
      case .withdrawn: await keeper.withdraw(id)
      }
    }
  }
}
