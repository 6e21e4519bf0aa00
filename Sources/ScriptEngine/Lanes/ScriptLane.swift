import CallInterface
public import ECMAScript

/// A serial executor with a thread and a script engine of its own. A call gets a context in one lane and runs there for
/// its whole life: an actor that returns a lane as its `unownedExecutor` may use its context without a hop or a lock.
/// Tasks that prefer a lane run whatever else they do on the same thread, so that what belongs to one call costs no
/// change of threads.
///
/// Contexts of one lane share the engine's memory and compiled code, but nothing a script can see.
public final class ScriptLane: SerialExecutor, TaskExecutor, ScriptContextMaking {
  /// Enough for the engine's own recursion limit to come first.
  static let stackSize = 4 << 20

  let thread: LaneThread
  /// Only touched on the lane's thread.
  let machine: VirtualMachine

  /// Starts the lane's thread. The engine itself is started by the first context.
  public init() throws(ScriptFault) {
    guard let thread = LaneThread(stackSize: Self.stackSize) else {
      throw ScriptFault(.engine, "no thread could be started for scripts")
    }
    self.thread = thread
    machine = VirtualMachine()
  }

  deinit {
    thread.enqueue(.closure { [machine] in machine.shutDown() })
    thread.stop()
  }

  // MARK: Executor

  public func enqueue(_ job: consuming ExecutorJob) {
    thread.enqueue(.job(UnownedJob(job), asUnownedSerialExecutor(), asUnownedTaskExecutor()))
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  public func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }

  public func checkIsolated() {
    precondition(isCurrent, "not on the script lane")
  }

  /// Whether the caller runs on this lane.
  public var isCurrent: Bool { thread.isCurrent }

  /// Runs a closure on the lane and waits for it, for callers that are no actor of the lane. The contexts that it makes
  /// must stay in it.
  public func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await LaneVisitor(lane: self).run(body)
  }

  // MARK: Later

  /// What was scheduled, for `cancel`.
  public struct Timer: Sendable {
    fileprivate let number: Int
  }

  /// Does something on the lane when so much time has passed, a little later where the lane is busy. Costs no task and no
  /// other thread.
  public func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
    Timer(number: thread.schedule(after: delay.nanoseconds, body))
  }

  /// Forgets it, unless it is being done already.
  public func cancel(_ timer: Timer) { thread.cancel(timer.number) }

  /// How much is to be done later.
  public var scheduled: Int { thread.scheduled }

  // MARK: Contexts

  /// How many contexts of this lane are alive, whether their calls needed the engine or not.
  public var liveContexts: Int { machine.population.count }

  /// How many of them have the engine. To be asked on the lane.
  package var startedContexts: Int { machine.contexts }

  /// A fresh context with nothing in it. Must be called on the lane; the context must stay there.
  public func makeContext(_ configuration: ScriptConfiguration) throws(ScriptFault) -> DeferredContext {
    guard isCurrent else { throw ScriptFault(.engine, "a context must be made on its script lane") }
    return DeferredContext(lane: self, configuration: configuration)
  }

  /// Does it now if this is the lane, else soon: for what is let go of elsewhere.
  func release(_ body: @escaping @Sendable (VirtualMachine) -> Void) {
    if isCurrent {
      body(machine)
    } else {
      thread.enqueue(.closure { [machine] in body(machine) })
    }
  }
}

/// Runs closures on a lane as part of the caller's task.
private actor LaneVisitor {
  private let lane: ScriptLane

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(lane: ScriptLane) {
    self.lane = lane
  }

  func run<T: Sendable>(_ body: @Sendable () throws -> T) rethrows -> T { try body() }
}
