import CallInterface
import CallRuntime
import Metrics

/// What a server tells whoever measures (`ServerServices.metrics`), under the names that `attendant serve` uses too:
///
/// | name | |
/// |---|---|
/// | `attendant_calls_answered_total` | counter: calls that arrived and were taken |
/// | `attendant_calls_placed_total` | counter: calls of ours |
/// | `attendant_calls_refused_total` | counter, by `status` of SIP and `reason` |
/// | `attendant_calls_ended_total` | counter |
/// | `attendant_calls_active` | meter: calls that are up |
/// | `attendant_call_duration_seconds` | timer: from the flow's first event to its end |
/// | `attendant_transfers_total` | counter: transfers that began |
/// | `attendant_rtp_packets_lost_total` | counter: of callers, told when a call is over |
/// | `attendant_rtp_jitter_seconds` | recorder: of a caller's packets at the end of the call (RFC 3550 §6.4.1) |
/// | `attendant_flow_outcomes_total` | counter, by `outcome`: what flows said came of their calls (`BusinessCounts`) |
/// | `attendant_flow_metric` | recorder, by `name`: the figures of flows, one value a call |
struct ServerMetrics: Sendable {
  private let factory: any MetricsFactory
  private let answered: Counter
  private let placed: Counter
  private let over: Counter
  private let active: Meter
  private let transfers: Counter
  private let lost: Counter
  private let jitter: Recorder

  init(_ factory: any MetricsFactory) {
    self.factory = factory
    answered = Counter(label: "attendant_calls_answered_total", factory: factory)
    placed = Counter(label: "attendant_calls_placed_total", factory: factory)
    over = Counter(label: "attendant_calls_ended_total", factory: factory)
    active = Meter(label: "attendant_calls_active", factory: factory)
    transfers = Counter(label: "attendant_transfers_total", factory: factory)
    lost = Counter(label: "attendant_rtp_packets_lost_total", factory: factory)
    jitter = Recorder(label: "attendant_rtp_jitter_seconds", factory: factory)
  }

  func began(isOurs: Bool) {
    (isOurs ? placed : answered).increment()
    active.increment()
  }

  func ended() {
    over.increment()
    active.decrement()
  }

  /// Refusals are rare: their counters are asked for each time, and a factory knows which ones it has made.
  func refused(_ refusal: CallRefusal) {
    let dimensions = [("status", "\(refusal.status)"), ("reason", refusal.name)]
    Counter(label: "attendant_calls_refused_total", dimensions: dimensions, factory: factory).increment()
  }

  /// - Parameter names: of this record's figures, as they are counted.
  func noted(_ names: BusinessCounts.Names, _ record: CallRecord) {
    if let outcome = names.outcome {
      Counter(label: "attendant_flow_outcomes_total", dimensions: [("outcome", outcome)], factory: factory).increment()
    }
    for (name, counted) in names.metrics {
      guard let value = record.metrics[name] else { continue }
      Recorder(label: "attendant_flow_metric", dimensions: [("name", counted)], factory: factory).record(value)
    }
  }

  func transferBegan() { transfers.increment() }

  /// The flow of a call ran so long.
  static func ran(_ duration: Duration, to factory: any MetricsFactory) {
    Timer(label: "attendant_call_duration_seconds", factory: factory)
      .recordMilliseconds(duration.wholeMilliseconds)
  }

  /// - Parameter jitter: in seconds.
  func media(lost packets: Int, jitter seconds: Double) {
    if packets > 0 { lost.increment(by: packets) }
    jitter.record(seconds)
  }
}
