import CallStore
import Testing

/// Each state with each event.
@Suite("The way of a call-back")
struct ProgressTests {
  private static let minute: Int64 = 60_000
  private static let due: Int64 = 1_000 * minute

  private static let rules: CallbackRules = {
    var rules = CallbackRules()
    rules.tries = 3
    return rules
  }()

  private static let waiting = CallbackState.waiting(from: 100)
  private static let ringing = CallbackState.calling(CallbackClaim(worker: 7, began: 100))
  private static let talking = CallbackState.calling(CallbackClaim(worker: 7, began: 100, answered: 150))
  private static let kept = CallbackState.kept(at: 100)
  private static let failed = CallbackState.failed(.badNumber, at: 100)

  /// One row: at 200, after one try.
  struct Row: Sendable, CustomStringConvertible {
    let state: CallbackState
    let event: CallbackEvent
    let then: CallbackState
    let tries: Int
    var description: String { "\(state) \(event)" }

    init(_ state: CallbackState, _ event: CallbackEvent, _ then: CallbackState, tries: Int = 1) {
      self.state = state
      self.event = event
      self.then = then
      self.tries = tries
    }
  }

  static let table: [Row] =
    [
      Row(waiting, .claimed(worker: 8), .calling(CallbackClaim(worker: 8, began: 200))),
      Row(.waiting(from: 200), .claimed(worker: 8), .calling(CallbackClaim(worker: 8, began: 200))),
      Row(.waiting(from: 201), .claimed(worker: 8), .waiting(from: 201)),
      Row(waiting, .answered, waiting),
      Row(waiting, .abandoned, waiting),
      Row(waiting, .timePassed, waiting),
      Row(ringing, .claimed(worker: 8), ringing),
      Row(ringing, .answered, .calling(CallbackClaim(worker: 7, began: 100, answered: 200))),
      Row(ringing, .timePassed, ringing),
      Row(ringing, .abandoned, .waiting(from: 200 + 5 * minute), tries: 2),
      Row(ringing, .ended(.conversed), .kept(at: 200), tries: 2),
      Row(ringing, .ended(.busy), .waiting(from: 200 + 5 * minute), tries: 2),
      Row(ringing, .ended(.noAnswer), .waiting(from: 200 + 30 * minute), tries: 2),
      Row(ringing, .ended(.unreachable), .waiting(from: 200 + 30 * minute), tries: 2),
      Row(ringing, .ended(.noLine), .waiting(from: 200 + minute), tries: 1),
      Row(ringing, .ended(.lost), .waiting(from: 200 + 5 * minute), tries: 2),
      Row(ringing, .ended(.badNumber), .failed(.badNumber, at: 200), tries: 2),
      Row(ringing, .ended(.flowFailed), .failed(.interrupted, at: 200), tries: 2),
      Row(ringing, .ended(.forbidden), .failed(.forbidden, at: 200), tries: 2),
      // What was answered is never called again.
      Row(talking, .claimed(worker: 8), talking),
      Row(talking, .answered, talking),
      Row(talking, .timePassed, talking),
      Row(talking, .abandoned, .failed(.interrupted, at: 200), tries: 2),
      Row(talking, .ended(.conversed), .kept(at: 200), tries: 2),
    ]
    + CallbackResult.allCases.filter { $0 != .conversed }.map {
      Row(talking, .ended($0), .failed(.interrupted, at: 200), tries: $0 == .noLine ? 1 : 2)
    }
    + CallbackResult.allCases.map { Row(waiting, .ended($0), waiting) }
    + [kept, failed].flatMap { state in
      ([.claimed(worker: 8), .answered, .abandoned, .timePassed] + CallbackResult.allCases.map { .ended($0) })
        .map { Row(state, $0, state) }
    }

  @Test("the table", arguments: table)
  func row(_ row: Row) {
    var progress = CallbackProgress(state: row.state, tries: 1, due: Self.due)
    let changed = progress.take(row.event, at: 200, by: Self.rules)
    #expect(progress.state == row.then)
    #expect(progress.tries == row.tries)
    #expect(progress.overdueSince == nil)
    #expect(changed == (row.then != row.state))
  }

  @Test("the last try", arguments: [CallbackResult.busy, .noAnswer, .unreachable, .lost])
  func last(_ result: CallbackResult) {
    var progress = CallbackProgress(state: Self.ringing, tries: 2, due: Self.due)
    progress.take(.ended(result), at: 200, by: Self.rules)
    #expect(progress.state == .failed(.unanswered, at: 200))
    // That no line was free here uses nothing up.
    progress = CallbackProgress(state: Self.ringing, tries: 2, due: Self.due)
    progress.take(.ended(.noLine), at: 200, by: Self.rules)
    #expect(progress.state == .waiting(from: 200 + Self.minute))
  }

  @Test("past the deadline it is marked, whatever happens first, and called all the same")
  func overdue() {
    for (state, event) in [
      (Self.waiting, CallbackEvent.claimed(worker: 8)), (Self.waiting, .timePassed), (Self.ringing, .ended(.busy)),
      (Self.ringing, .ended(.conversed)), (Self.ringing, .timePassed), (Self.talking, .abandoned),
    ] {
      var progress = CallbackProgress(state: state, due: Self.due)
      progress.take(event, at: Self.due, by: Self.rules)
      #expect(progress.overdueSince == nil, "in time: \(event)")
      progress = CallbackProgress(state: state, due: Self.due)
      progress.take(event, at: Self.due + 1, by: Self.rules)
      #expect(progress.overdueSince == Self.due + 1, "\(event)")
    }
    var progress = CallbackProgress(state: Self.waiting, due: Self.due)
    progress.take(.claimed(worker: 8), at: Self.due + 1, by: Self.rules)
    #expect(progress.state == .calling(CallbackClaim(worker: 8, began: Self.due + 1)))
    progress.take(.ended(.conversed), at: Self.due + 99, by: Self.rules)
    #expect(progress.state == .kept(at: Self.due + 99))
    #expect(progress.overdueSince == Self.due + 1)
  }

  @Test("much too late it is given up", arguments: [CallbackEvent.timePassed, .claimed(worker: 8)])
  func late(_ event: CallbackEvent) {
    let end = Self.due + 24 * 60 * Self.minute
    var progress = CallbackProgress(state: Self.waiting, due: Self.due)
    progress.take(event, at: end, by: Self.rules)
    #expect(progress.state.isOpen)
    progress = CallbackProgress(state: Self.waiting, due: Self.due)
    progress.take(event, at: end + 1, by: Self.rules)
    #expect(progress.state == .failed(.late, at: end + 1))
    // Nobody is hung up on because of it.
    progress = CallbackProgress(state: Self.ringing, due: Self.due)
    progress.take(.timePassed, at: end + 1, by: Self.rules)
    #expect(progress.state == Self.ringing)
  }
}
