import CallInterface
import ScriptEngine
import Synchronization

/// Everything that is going to happen in one call, in order: posted and scheduled events, ends of fetches and
/// of the host's elements, and the interpreter's one deadline. The only place of a call where anybody waits.
final class CallTimeline: EventSink {
  /// What comes next.
  enum Turn: Hashable, Sendable {
    case event(CallEvent, at: CallInstant)
    /// The last moment came first.
    case limitReached
    /// Nothing will ever happen again (virtual time only).
    case nothing
    /// The call's task was cancelled.
    case interrupted
  }

  private struct Posted {
    let at: CallInstant
    let event: CallEvent
  }
  private struct State {
    /// Of the event taken last; times never go back.
    var present = CallInstant.start
    var posted: [Posted] = []
    var agenda = Agenda()
    /// Work that goes on (fetches, elements of the host), by rising number, with the moment at which they end (virtual time only).
    var outstanding: [(id: ActivityID, end: CallInstant)] = []
    /// Ends of work that wait for the ones before them (virtual time only).
    var arrived: [ActivityID: CallEvent] = [:]
    var isInterrupted = false
    /// After an interruption all work is cancelled; that it then fails concerns nobody.
    var ignoresWork = false
    var isClosed = false
    /// Something changed since the waiter last looked.
    var hasNews = false
    var waiter: CheckedContinuation<Void, Never>?
  }
  private enum Look {
    case found(Turn)
    case wait(until: CallInstant?)
  }

  private let isVirtual: Bool
  private let lane: ScriptLane
  private let origin = ContinuousClock.now
  private let state = Mutex(State())

  /// - Parameter lane: where whoever waits is woken.
  init(isVirtual: Bool, lane: ScriptLane) {
    self.isVirtual = isVirtual
    self.lane = lane
  }

  // MARK: For channels

  var now: CallInstant {
    isVirtual ? present : elapsed
  }

  func post(_ event: CallEvent) {
    let now = now
    change { $0.posted.append(Posted(at: now, event: event)) }
  }

  @discardableResult
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent {
    let instant = now.advanced(by: max(.zero, delay))
    var scheduled = ScheduledEvent(number: 0)
    change { scheduled = $0.agenda.add(event, at: instant) }
    return scheduled
  }

  func cancel(_ scheduled: ScheduledEvent) {
    change { $0.agenda.cancel(scheduled) }
  }

  func isPending(_ scheduled: ScheduledEvent) -> Bool {
    state.withLock { $0.agenda.contains(scheduled) }
  }

  // MARK: For the runner

  /// The time of the turn taken last.
  var present: CallInstant { state.withLock(\.present) }

  /// The first event, before everything that was told already.
  func begin(_ event: CallEvent) {
    let now = now
    change { $0.posted.insert(Posted(at: now, event: event), at: 0) }
  }

  /// Work begins whose end will be told by `didEnd`.
  /// - Parameter delay: how long it takes in virtual time.
  func willBegin(_ id: ActivityID, taking delay: Duration = .zero) {
    let end = now.advanced(by: delay)
    change { if !$0.ignoresWork { $0.outstanding.append((id, end)) } }
  }

  func didEnd(_ id: ActivityID, _ answer: CallEvent) {
    let now = now
    change { state in
      guard state.outstanding.contains(where: { $0.id == id }) else { return }
      if isVirtual {
        state.arrived[id] = answer
      } else {
        state.outstanding.removeAll { $0.id == id }
        state.posted.append(Posted(at: now, event: answer))
      }
    }
  }

  func interrupt() {
    change { $0.isInterrupted = true }
  }

  /// Forgets everything; whatever is told later is dropped.
  func close() {
    change { state in
      state.posted.removeAll()
      state.agenda.removeAll()
      state.outstanding.removeAll()
      state.arrived.removeAll()
      state.isClosed = true
    }
  }

  /// Waits for what comes next. To be called by one task at a time.
  /// - Parameters:
  ///   - deadline: when `deadlineReached` comes if nothing does before.
  ///   - limit: the last moment that may be reached.
  nonisolated(nonsending) func next(deadline: CallInstant?, limit: CallInstant?) async -> Turn {
    while true {
      let look = state.withLock { isVirtual ? lookAhead(&$0, deadline, limit) : lookAround(&$0, deadline, limit) }
      switch look {
      case .found(let turn): return turn
      case .wait(let instant): await sleep(until: instant)
      }
    }
  }

  /// Virtual time: work in the order of its numbers, then what was posted, then a jump. The answer of a fetch that
  /// takes time is had before time goes on, and then comes at its moment like anything else that is scheduled.
  private func lookAhead(_ state: inout State, _ deadline: CallInstant?, _ limit: CallInstant?) -> Look {
    if let turn = takeInterruption(&state) { return .found(turn) }
    while let (id, end) = state.outstanding.first {
      guard let answer = state.arrived.removeValue(forKey: id) else { return .wait(until: nil) }
      state.outstanding.removeFirst()
      if end <= state.present { return .found(.event(answer, at: state.present)) }
      _ = state.agenda.add(answer, at: end)
    }
    if !state.posted.isEmpty {
      return .found(.event(state.posted.removeFirst().event, at: state.present))
    }
    guard let instant = earliest(deadline, state.agenda.next?.at) else { return .found(.nothing) }
    if let limit, instant > limit {
      state.present = max(state.present, limit)
      return .found(.limitReached)
    }
    return .found(takeDue(&state, deadline))
  }

  /// Real time: whatever was due first, and a wait if nothing is.
  private func lookAround(_ state: inout State, _ deadline: CallInstant?, _ limit: CallInstant?) -> Look {
    if let turn = takeInterruption(&state) { return .found(turn) }
    let due = earliest(deadline, state.agenda.next?.at)
    if let first = state.posted.first, earliest(due, limit).map({ first.at <= $0 }) ?? true {
      state.posted.removeFirst()
      state.present = max(state.present, first.at)
      return .found(.event(first.event, at: state.present))
    }
    let now = elapsed
    if let due, due <= now, limit.map({ due <= $0 }) ?? true { return .found(takeDue(&state, deadline)) }
    if let limit, limit <= now {
      state.present = max(state.present, limit)
      return .found(.limitReached)
    }
    return .wait(until: earliest(due, limit))
  }

  /// The deadline or the next scheduled event; at the same moment the deadline.
  private func takeDue(_ state: inout State, _ deadline: CallInstant?) -> Turn {
    if let next = state.agenda.next, deadline.map({ next.at < $0 }) ?? true {
      state.agenda.removeNext()
      state.present = max(state.present, next.at)
      return .event(next.event, at: state.present)
    }
    state.present = max(state.present, deadline ?? state.present)
    return .event(.deadlineReached, at: state.present)
  }

  private func takeInterruption(_ state: inout State) -> Turn? {
    guard state.isInterrupted else { return nil }
    state.isInterrupted = false
    state.ignoresWork = true
    state.outstanding.removeAll()
    state.arrived.removeAll()
    state.posted.removeAll { $0.event.isAnswer }
    state.agenda.removeAnswers()
    if !isVirtual { state.present = max(state.present, elapsed) }
    return .interrupted
  }

  private func earliest(_ a: CallInstant?, _ b: CallInstant?) -> CallInstant? {
    guard let a, let b else { return a ?? b }
    return min(a, b)
  }

  // MARK: Waiting

  private var elapsed: CallInstant { CallInstant(sinceStart: origin.duration(to: .now)) }

  private func change(_ body: (inout State) -> Void) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.isClosed else { return nil }
      body(&state)
      guard let waiter = state.waiter else {
        state.hasNews = true
        return nil
      }
      state.waiter = nil
      return waiter
    }
    waiter?.resume()
  }

  private nonisolated(nonsending) func sleep(until instant: CallInstant?) async {
    let timer = instant.map { instant in
      lane.schedule(after: ContinuousClock.now.duration(to: origin + instant.sinceStart)) { self.change { _ in } }
    }
    defer { if let timer { lane.cancel(timer) } }
    await withCheckedContinuation { continuation in
      let hasNews = state.withLock { state -> Bool in
        if state.hasNews {
          state.hasNews = false
          return true
        }
        state.waiter = continuation
        return false
      }
      if hasNews { continuation.resume() }
    }
  }
}
