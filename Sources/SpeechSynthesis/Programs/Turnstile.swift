/// Lets so many through at a time; the others wait in the order in which they came.
actor Turnstile {
  private var free: Int
  private var waiting: [(ticket: Int, admit: CheckedContinuation<Void, any Error>)] = []
  private var nextTicket = 0

  init(places: Int) {
    free = max(1, places)
  }

  /// - Throws: `CancellationError` when the task is cancelled before its turn.
  nonisolated func run<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
    try await enter()
    do {
      let value = try await work()
      await leave()
      return value
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async throws {
    try Task.checkCancellation()
    if free > 0 {
      free -= 1
      return
    }
    nextTicket += 1
    let ticket = nextTicket
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waiting.append((ticket, $0)) }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  private func giveUp(_ ticket: Int) {
    // Not there any more: its turn came first, and whoever has it leaves as usual.
    guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: place).admit.resume(throwing: CancellationError())
  }

  private func leave() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().admit.resume()
    }
  }
}
