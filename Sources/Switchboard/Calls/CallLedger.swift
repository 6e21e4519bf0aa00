import CallRuntime
import Synchronization

/// Brings the record of a call and the figures of its media together, whichever comes first, and hands them on once.
final class CallLedger: Sendable {
  private struct State {
    var record: CallRecord?
    var figures: [String: Double]?
    var isKept = false
  }
  private let state = Mutex(State())
  private let keep: @Sendable (CallRecord) -> Void

  init(keep: @escaping @Sendable (CallRecord) -> Void) {
    self.keep = keep
  }

  func note(_ record: CallRecord) { change { $0.record = record } }
  /// - Parameter figures: become `media` of the record.
  func note(_ figures: [String: Double]) { change { $0.figures = figures } }

  private func change(_ body: (inout State) -> Void) {
    let whole = state.withLock { state -> CallRecord? in
      body(&state)
      guard !state.isKept, var record = state.record, let figures = state.figures else { return nil }
      state.isKept = true
      record.media = figures
      return record
    }
    if let whole { keep(whole) }
  }
}
