import Synchronization

/// Runs an operation for at most `limit`. Unlike a task group this never waits for the loser: an operation that
/// ignores its cancellation is left behind, so that the answer comes in time whatever happens.
func limited<Answer: Sendable>(
  to limit: Duration, timedOut: Answer, cancelled: Answer, operation: @escaping @Sendable () async -> Answer
) async -> Answer {
  guard limit > .zero else { return timedOut }
  let first = FirstAnswer<Answer>()
  let work = Task { first.offer(await operation()) }
  let timer = Task {
    guard (try? await Task.sleep(for: limit)) != nil else { return }
    first.offer(timedOut)
  }
  defer {
    work.cancel()
    timer.cancel()
  }
  return await withTaskCancellationHandler {
    await first.value()
  } onCancel: {
    first.offer(cancelled)
  }
}

/// Takes the first answer offered and gives it to the one who waits.
final class FirstAnswer<Answer: Sendable>: Sendable {
  private enum State {
    case open
    case waiting(CheckedContinuation<Answer, Never>)
    case settled(Answer)
  }
  private let state = Mutex(State.open)

  /// - Returns: whether it was the first one.
  @discardableResult
  func offer(_ answer: Answer) -> Bool {
    let (isFirst, waiting) = state.withLock { state -> (Bool, CheckedContinuation<Answer, Never>?) in
      switch state {
      case .settled: return (false, nil)
      case .open:
        state = .settled(answer)
        return (true, nil)
      case .waiting(let continuation):
        state = .settled(answer)
        return (true, continuation)
      }
    }
    waiting?.resume(returning: answer)
    return isFirst
  }

  func value() async -> Answer {
    await withCheckedContinuation { continuation in
      let ready = state.withLock { state -> Answer? in
        if case .settled(let answer) = state { return answer }
        state = .waiting(continuation)
        return nil
      }
      if let ready { continuation.resume(returning: ready) }
    }
  }
}
