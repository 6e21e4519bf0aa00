import Audio
import CallInterface
import CallRuntime
import ScriptEngine

/// A flow that answers on a line, whatever kind of line that is.
struct FlowCall: Sendable {
  /// Of logs, recordings and the record.
  let name: String
  let route: CallRoute
  let facts: CallFacts
  private let services: ServerServices
  /// Where everything that belongs to the call runs.
  let lane: ScriptLane
  let log: CallLog

  init(name: String, route: CallRoute, facts: CallFacts, services: ServerServices) {
    self.name = name
    self.route = route
    self.facts = facts
    self.services = services
    lane = services.lanes.next()
    log = CallLog(call: name, services.logger)
  }

  /// A call that has begun.
  struct Running: Sendable {
    /// To be told when the other side has gone.
    let channel: AudioChannel
    /// The flow's end; the line has been stopped by then. Cancelling hangs up.
    let outcome: Task<CallOutcome, Never>
  }

  /// Starts the flow. The record is the caller's to keep.
  /// - Parameter onHangUp: told when the flow ends the call, at once.
  func begin(
    on line: any LineDriver, transfers: any TransferDesk, onHangUp: @escaping @Sendable () -> Void
  ) -> Running {
    let channel = AudioChannel(
      line: line, sounds: services.sounds(route), recordings: services.recordings(name), transfers: transfers,
      tasks: lane, onHangUp: onHangUp, log: { [log] in log.problem($0) })
    let runner = CallRunner(
      flow: route.flow, facts: facts, channel: channel, resources: route.resources, lane: lane,
      options: route.interpreterOptions, defaults: route.defaults, extensions: services.extensions,
      callbacks: services.callbacks, id: name,
      observer: { [log, name, observe = services.observe] at, report in
        log.note(report, at: at)
        observe?(name, at, report)
      })
    return Running(
      channel: channel,
      outcome: Task(executorPreference: lane) { [metrics = services.metrics] in
        let outcome = await runner.run()
        ServerMetrics.ran(outcome.ended.sinceStart, to: metrics)
        return outcome
      })
  }
}
