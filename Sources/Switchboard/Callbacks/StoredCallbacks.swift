public import CallInterface
public import CallRuntime
public import CallStore
public import Logging
import Synchronization

/// Keeps what flows promise in a store. A number that could never be called is refused at once, so that nobody is promised
/// what cannot be kept.
///
/// A promise is held back in the store until its flow knows of it, and goes where the flow was told that it failed. Where
/// this process dies in between, it is called a minute after the flow's time was over: better a call too many than a promise
/// that nobody keeps.
public final class StoredCallbacks: CallbackKeeping {
  /// How long, past the time that the flow gives the store, a promise is held back that nobody has settled.
  public static let hold = Duration.seconds(60)
  /// How often withdrawing is tried while the store lets nobody write, and how long after each time.
  private static let tries = 30
  private static let pause = Duration.seconds(1)

  private let store: CallbackStore
  /// `nil`: others call, and know where.
  private let options: CallbackOptions?
  private let logger: Logger
  private let worker = Mutex<CallbackWorker?>(nil)
  private let withdrawals = Mutex<[Int: Task<Void, Never>]>([:])

  public init(
    _ store: CallbackStore, _ options: CallbackOptions?,
    logger: Logger = Logger(label: "attendant") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.store = store
    self.options = options
    self.logger = logger
  }

  /// Is told of each promise from now on.
  public func tell(_ worker: CallbackWorker) {
    self.worker.withLock { $0 = worker }
  }

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
    // The same number in one form only, so that it is not called twice at once.
    guard let number = CallbackNumber.digits(of: request.number) else { return .badNumber(request.number) }
    if let options {
      do throws(CallbackRefusal) {
        _ = try options.destination(of: request.number)
      } catch {
        return error == .forbidden ? .forbidden(request.number) : .badNumber(request.number)
      }
    }
    let promise = CallbackPromise(
      call: call.id, flow: call.flow, number: number, name: request.name, reason: request.reason,
      language: request.language, requested: call.time, due: call.time + request.within.wholeMilliseconds)
    let wish = Wish()
    do throws(CallStoreFault) {
      let id = try await wish.whileWanted { () throws(CallStoreFault) in
        try await store.hold(promise, until: Self.end(ofHolding: request, of: call)) { wish.isWanted }
      }
      return id.map { .stored(id: Int($0)) } ?? .timedOut(request)
    } catch {
      return .failed("\(error)")
    }
  }

  static func end(ofHolding request: CallbackRequest, of call: PromisingCall) -> Int64 {
    call.time + (request.timeout + hold).wholeMilliseconds
  }

  public func confirm(_ id: Int) async {
    do throws(CallStoreFault) {
      try await store.confirm(Int64(id))
    } catch {
      logger.warning("a promise is kept later than it might be: \(error)", metadata: ["callback": "\(id)"])
    }
    worker.withLock { $0 }?.poke()
  }

  public func withdraw(_ id: Int) async {
    let task = withdrawals.withLock { withdrawals in
      let task = withdrawals[id] ?? Task { await self.withdrawing(id) }
      withdrawals[id] = task
      return task
    }
    await task.value
    withdrawals.withLock { _ = $0.removeValue(forKey: id) }
  }

  var beingWithdrawn: Int { withdrawals.withLock { $0.count } }

  /// Waits for what is being withdrawn; to be called before the store is closed.
  public func finish() async {
    for task in withdrawals.withLock({ Array($0.values) }) { await task.value }
  }

  private func withdrawing(_ id: Int) async {
    var fault: CallStoreFault?
    for _ in 1...Self.tries {
      do throws(CallStoreFault) {
        let isGone = try await store.withdraw(Int64(id))
        logger.log(
          level: isGone ? .warning : .error,
          isGone
            ? "a promise was stored too late for its caller, and withdrawn"
            : "somebody is called back who was told that nobody would",
          metadata: ["callback": "\(id)"])
        return
      } catch {
        fault = error
      }
      // Nobody cancels this.
      guard (try? await Task.sleep(for: Self.pause)) != nil else { break }
    }
    logger.error(
      "a promise cannot be withdrawn, and will be called: \(fault.map { "\($0)" } ?? "")",
      metadata: ["callback": "\(id)"])
  }
}

/// Whether a promise is still wanted by the one who waits for it.
private final class Wish: Sendable {
  private let isCancelled = Atomic(false)

  var isWanted: Bool { !isCancelled.load(ordering: .acquiring) }

  func whileWanted<Value: Sendable, Fault: Error>(
    _ body: () async throws(Fault) -> Value
  ) async throws(Fault) -> Value {
    let result = await withTaskCancellationHandler { () -> Result<Value, Fault> in
      do throws(Fault) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      isCancelled.store(true, ordering: .releasing)
    }
    return try result.get()
  }
}
