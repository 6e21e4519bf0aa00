import CallInterface
import CallRuntime
import ECMAScript
import FlowInterpreter
import ScriptEngine

/// One call of a host. Lives on its script lane, as the calls of a `CallRunner` do.
actor HostedCall {
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  private nonisolated let lane: ScriptLane
  private let flow: HostedFlow
  private let session: FetchSession
  /// `nil` once the call is over.
  private var interpreter: Interpreter?
  private var form: StepForm
  /// The interpreter waits for one fetch at a time.
  private var pending: PendingFetch?
  private var now = CallInstant.start

  /// Threads for scripts, shared by all calls of the process.
  private static let lanes: Result<ScriptLanes, ScriptFault> = {
    do throws(ScriptFault) { return .success(try ScriptLanes()) } catch { return .failure(error) }
  }()

  static func begin(_ beginning: CallBeginning, of flow: HostedFlow) throws(HostFault) -> HostedCall {
    do throws(ScriptFault) {
      let call = HostedCall(flow: flow, facts: beginning.facts, lane: try lanes.get().next())
      try waiting { await call.open(beginning) }.get()
      return call
    } catch {
      throw HostFault("the script engine cannot serve this call: \(error)")
    }
  }

  private init(flow: HostedFlow, facts: CallFacts, lane: ScriptLane) {
    self.flow = flow
    self.lane = lane
    session = FetchSession(isVirtual: true) { facts.startedAt }
    form = StepForm(flow: flow.uri)
  }

  private func open(_ beginning: CallBeginning) -> Result<Void, ScriptFault> {
    let facts = beginning.facts
    do throws(ScriptFault) {
      let script = try lane.makeContext(ScriptConfiguration(utcOffset: facts.utcOffset, seed: facts.seed))
      interpreter = try Interpreter(
        flow: flow.uri, facts: facts, library: flow.store, defaults: flow.defaults, script: script,
        options: beginning.options)
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// Lets go of everything, here on the lane.
  func close() {
    interpreter = nil
  }

  /// One event in, one step out. What the library can fetch itself is part of the step.
  func take(_ event: HostEvent, at time: Duration) async -> (text: String, ended: Bool) {
    now = max(now, CallInstant(sinceStart: time))
    form.begin(at: now)
    var next: CallEvent? = await callEvent(event)
    var step = Step(waiting: .ended)
    while let event = next {
      next = nil
      guard let answer = interpreter?.step(event, at: now) else { break }
      step = answer
      form.conceal(step.concealedInputs)
      for command in step.commands {
        guard case .fetch(let id, let request) = command else {
          form.add(command)
          continue
        }
        next = await fetch(PendingFetch(id: id, request: request))
      }
    }
    if step.waiting == .ended {
      interpreter = nil
      pending = nil
    }
    return (form.end(step), step.waiting == .ended)
  }

  private func callEvent(_ event: HostEvent) async -> CallEvent {
    switch event {
    case .happened(let event): return event
    case .fetched(let id, let answer):
      guard var fetch = pending, fetch.id == id else { return Self.nothing }
      pending = nil
      fetch.answers[fetch.asked] = answer
      return await self.fetch(fetch) ?? Self.nothing
    }
  }

  /// Ends a fetch as far as that is possible here; else asks the host.
  private func fetch(_ fetch: PendingFetch) async -> CallEvent? {
    if fetch.isSoundWithoutBytes {
      return .fetched(fetch.id, .loaded(ResourceReference(uri: fetch.request.uri, version: 0)))
    }
    let loader = HostLoader(flow: flow, answers: fetch.answers)
    let result = await flow.store.fetch(fetch.reading, session: session, through: loader)
    guard let missing = loader.missing else { return .fetched(fetch.id, result) }
    var fetch = fetch
    fetch.asked = missing
    pending = fetch
    form.add(.fetch(fetch.id, fetch.question))
    return nil
  }

  /// An event that changes nothing, but lets time pass.
  private static let nothing = CallEvent.promptFinished(ActivityID(-1))
}
