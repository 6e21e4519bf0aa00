import CallInterface
import ECMAScript
import FlowDocument
import FlowInterpreter
import ScriptEngine

/// One call on a bench: random events in, and what must hold for every step that comes out.
struct FuzzedCall {
  struct Turn {
    let event: CallEvent
    let at: CallInstant
    let step: Step
  }

  /// So low that flows that go round in circles do not eat the time.
  private static let options = InterpreterOptions(stepLimit: 500)
  private static let mostCommands = 20_000
  /// Fetches of a flow that goes round are work like any other, so this is twice what `options` allow.
  private static let mostAnswers = 1_200

  let world: World
  let defaults: PreparedDocument
  private(set) var turns: [Turn] = []
  /// The first thing that did not hold.
  private(set) var complaint: String?
  /// Whether a script was stopped for its use of time or memory, which is not the same each time.
  private(set) var isExact = true

  init(_ world: World, defaults: PreparedDocument) {
    self.world = world
    self.defaults = defaults
  }

  mutating func run(on lane: ScriptLane, seed: UInt64) throws {
    var interpreter = try makeInterpreter(on: lane)
    var around = RandomWorld(world, seed: seed)
    take(.answered, at: .start, by: &interpreter, &around)
    for _ in 0..<around.random.below(80) where complaint == nil && !interpreter.hasEnded {
      let instant = around.nextInstant(wakeUp: turns.last?.step.wakeUp)
      take(around.nextEvent(turns.last?.step.waiting ?? .call), at: instant, by: &interpreter, &around)
    }
    guard complaint == nil else { return }
    end(&interpreter, &around)
    guard complaint == nil else { return }
    checkSilence(&interpreter, &around)
    guard complaint == nil, isExact else { return }
    try replay(on: lane)
  }

  private func makeInterpreter(on lane: ScriptLane) throws -> Interpreter {
    let limits = ScriptLimits(time: .milliseconds(50))
    let script = try lane.makeContext(
      ScriptConfiguration(utcOffset: world.facts.utcOffset, seed: world.facts.seed, limits: limits))
    return try Interpreter(
      flow: world.entry, facts: world.facts, library: world, defaults: defaults, script: script,
      options: Self.options)
  }

  private mutating func take(
    _ event: CallEvent, at instant: CallInstant, by interpreter: inout Interpreter, _ around: inout RandomWorld
  ) {
    let step = interpreter.step(event, at: instant)
    turns.append(Turn(event: event, at: instant, step: step))
    around.outstanding.note(step.commands)
    check(step, hasEnded: interpreter.hasEnded, around)
  }

  // MARK: What must hold

  private mutating func check(_ step: Step, hasEnded: Bool, _ around: RandomWorld) {
    let ends = step.commands.filter { if case .end = $0 { true } else { false } }.count
    if let wrong = around.outstanding.complaint { complaint = wrong }
    if step.commands.count >= Self.mostCommands { complaint = "\(step.commands.count) commands in one step" }
    if let wakeUp = step.wakeUp, wakeUp.sinceStart < around.now { complaint = "the deadline \(wakeUp) has passed" }
    if (step.waiting == .ended) != hasEnded { complaint = "ended or not: \(step.waiting)" }
    if ends > 1 || (ends == 1) != hasEnded { complaint = "\(ends) times .end in a step after which \(step.waiting)" }
    if hasEnded, case .end? = step.commands.last {} else if hasEnded { complaint = ".end is not the last command" }
    if hasEnded, step.wakeUp != nil { complaint = "a deadline after the end" }
    if Stopped.script(in: step) { isExact = false }
  }

  /// The caller hangs up; what is outstanding is answered; the call must end.
  private mutating func end(_ interpreter: inout Interpreter, _ around: inout RandomWorld) {
    guard !interpreter.hasEnded else { return }
    let instant = around.nextInstant(wakeUp: turns.last?.step.wakeUp)
    take(.hungUp, at: instant, by: &interpreter, &around)
    for _ in 0..<Self.mostAnswers where complaint == nil && !interpreter.hasEnded {
      let wakeUp = turns.last?.step.wakeUp
      let answer = around.oldestAnswer()
      guard answer != nil || wakeUp != nil else {
        complaint = "after the hang-up the call waits for nothing"
        return
      }
      let instant = answer == nil ? around.instant(of: wakeUp) : around.nextInstant(wakeUp: wakeUp)
      take(answer ?? .deadlineReached, at: instant, by: &interpreter, &around)
    }
    if complaint == nil, !interpreter.hasEnded { complaint = "the call does not end after the hang-up" }
  }

  /// After the end nothing happens any more.
  private mutating func checkSilence(_ interpreter: inout Interpreter, _ around: inout RandomWorld) {
    for _ in 0..<3 {
      let instant = around.nextInstant(wakeUp: nil)
      let event = around.nextEvent(.ended)
      let step = interpreter.step(event, at: instant)
      turns.append(Turn(event: event, at: instant, step: step))
      if step != Step(waiting: .ended) { complaint = "a step after the end" }
    }
  }

  /// The same events give the same steps, in a context of their own.
  private mutating func replay(on lane: ScriptLane) throws {
    var interpreter = try makeInterpreter(on: lane)
    for (number, turn) in turns.enumerated() {
      let step = interpreter.step(turn.event, at: turn.at)
      if Stopped.script(in: step) {
        isExact = false
        return
      }
      if step != turn.step {
        complaint = "replay differs at event \(number):\n  now \(step)\n  was \(turn.step)"
        return
      }
    }
  }
}
