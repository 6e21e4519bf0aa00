import CallRuntime
import Synchronization

/// `Admission` for many threads, with the load and the clock of this machine.
final class AdmissionDesk: Sendable {
  let meter: LoadMeter
  let metrics: ServerMetrics
  private let state: Mutex<Admission>
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant

  init(_ options: ServerOptions, _ services: ServerServices, media: @escaping @Sendable () -> [Double]) {
    meter = LoadMeter(lanes: services.lanes, media: media)
    metrics = ServerMetrics(services.metrics)
    began = clock.now
    state = Mutex(
      Admission(
        .init(
          calls: options.mostCalls, callsPerSecond: options.callsPerSecond, load: options.mostLoad,
          peers: options.peers)))
  }

  var counts: ServerCounts { state.withLock { $0.counts } }

  /// Lets the call in, and counts it as up, or says why not. Routing is asked only for those who may come.
  func admit(_ call: ArrivingCall, by routing: (ArrivingCall) -> CallRoute?) -> Result<CallRoute, CallRefusal> {
    let load = meter.load.worst
    let now = clock.now - began
    if let refusal = state.withLock({ $0.refusal(from: call.source, load: load, now: now) }) {
      return .failure(refusal)
    }
    guard let route = routing(call) else { return .failure(.unknownNumber) }
    return state.withLock { admission in
      if let refusal = admission.refusal(by: route) { return .failure(refusal) }
      admission.begin(route)
      return .success(route)
    }
  }

  /// A call of ours; it may be refused only by a drain, by the number of calls, or by its route.
  func place(_ route: CallRoute) -> CallRefusal? {
    state.withLock { admission in
      if admission.counts.isDraining { return .draining }
      if let refusal = admission.refusal(by: route) { return refusal }
      admission.begin(route, isOurs: true)
      return nil
    }
  }

  /// There is a line for the call that was let in. Counters of metrics never go back, so they count it only now.
  func take(isOurs: Bool = false) { metrics.began(isOurs: isOurs) }

  /// A call that was taken is over.
  func end(_ route: CallRoute) {
    state.withLock { $0.end(route) }
    metrics.ended()
  }

  /// A call that was let in could not be taken.
  func takeBack(_ route: CallRoute, isOurs: Bool = false) {
    state.withLock { $0.takeBack(route, isOurs: isOurs) }
  }

  func refuse(_ refusal: CallRefusal) {
    state.withLock { $0.refuse(refusal) }
    metrics.refused(refusal)
  }

  func transfer() {
    state.withLock { $0.transfer() }
    metrics.transferBegan()
  }

  /// The record of a call that has ended.
  func note(_ record: CallRecord) {
    guard record.outcome != nil || !record.metrics.isEmpty else { return }
    let names = state.withLock { $0.note(outcome: record.outcome, metrics: record.metrics) }
    metrics.noted(names, record)
  }

  func drain() { state.withLock { $0.drain() } }

  /// Lets nobody in, and returns when all calls have ended, or so much time has passed.
  func drain(within limit: Duration) async {
    drain()
    let last = clock.now + limit
    while counts.active > 0, clock.now < last {
      guard (try? await clock.sleep(for: .milliseconds(100))) != nil else { return }
    }
  }
}

extension CallRefusal: Error {}
