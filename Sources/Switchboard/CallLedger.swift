import CallRuntime
import Synchronization
import Telephony

/// Brings the record of a call and the statistics of its media together, whichever comes first.
final class CallLedger: Sendable {
  private struct State {
    var record: CallRecord?
    var statistics: RTPStatistics?
    var isKept = false
  }
  private let state = Mutex(State())
  private let keep: @Sendable (CallRecord, RTPStatistics?) -> Void

  init(keep: @escaping @Sendable (CallRecord, RTPStatistics?) -> Void) {
    self.keep = keep
  }

  func note(_ record: CallRecord) { change { $0.record = record } }
  func note(_ statistics: RTPStatistics) { change { $0.statistics = statistics } }

  private func change(_ body: (inout State) -> Void) {
    let whole = state.withLock { state -> (CallRecord, RTPStatistics)? in
      body(&state)
      guard !state.isKept, let record = state.record, let statistics = state.statistics else { return nil }
      state.isKept = true
      return (record, statistics)
    }
    if let whole { keep(whole.0, whole.1) }
  }
}
