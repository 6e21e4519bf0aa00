public import CallStore
public import Logging
public import Metrics

/// Keeps promises: calls those who wait for it, when it may, and again when nobody was there.
///
/// Each turn looks at the store and at the clock, and does what is due; a turn follows when something was promised, when
/// a call has ended, when the time for something has come, and every ten seconds, since other processes promise too.
public actor CallbackWorker {
  /// Calls, and returns when the call is over.
  /// - Parameter answered: to be waited for when somebody has answered, before they hear anything.
  public typealias Place =
    @Sendable (
      _ callback: StoredCallback, _ destination: String, _ answered: @escaping @Sendable () async -> Void
    ) async -> CallbackResult

  /// Milliseconds: how long until the store is looked at again, whatever is known.
  private static let pause: Int64 = 10_000

  private let store: CallbackStore
  private let options: CallbackOptions
  private let place: Place
  private let now: @Sendable () -> Int64
  private let logger: Logger
  private let metrics: CallbackMetrics
  private let turns: AsyncStream<Void>
  private nonisolated let pokes: AsyncStream<Void>.Continuation

  private var work: CallbackWork?
  private var calls: [Int64: Task<Void, Never>] = [:]
  /// What could not be written down yet. Until then the claim stands, and nobody is called again.
  private var unsettled: [Int64: (result: CallbackResult, at: Int64)] = [:]
  private var takesMore = true
  private var loop: Task<Void, Never>?
  /// As of the last turn.
  public private(set) var figures = CallbackFigures()

  /// - Parameter now: milliseconds since 1970.
  public init(
    _ store: CallbackStore, _ options: CallbackOptions, logger: Logger, metrics: any MetricsFactory,
    now: @escaping @Sendable () -> Int64, place: @escaping Place
  ) {
    self.store = store
    self.options = options
    self.logger = logger
    self.metrics = CallbackMetrics(metrics)
    self.now = now
    self.place = place
    (turns, pokes) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Something has changed that it should look at: a promise was stored.
  public nonisolated func poke() { pokes.yield() }

  /// Works until it is told to stop; to be called once.
  public func begin() {
    loop = loop ?? Task { await run() }
  }

  private func run() async {
    poke()
    var timer: Task<Void, Never>?
    for await _ in turns {
      timer?.cancel()
      let next = await turn()
      guard takesMore else { break }
      let wait = max(0, min(next ?? .max, now() + Self.pause) - now())
      timer = Task { [pokes] in
        // Cancelled when something happens before.
        guard (try? await Task.sleep(for: .milliseconds(wait))) != nil else { return }
        pokes.yield()
      }
    }
    timer?.cancel()
  }

  /// Calls nobody any more. Calls that are up go on.
  public func stop() {
    takesMore = false
    poke()
  }

  /// Waits for the calls that are up, writes down what came of them, and lets other processes work.
  public func finish() async {
    stop()
    await loop?.value
    while let call = calls.values.first { await call.value }
    await settleAll()
    if !unsettled.isEmpty {
      logger.error(
        "call-backs are over and could not be written down: they may be called again",
        metadata: ["callbacks": "\(unsettled.keys.sorted())"])
    }
    work?.end()
    work = nil
  }

  /// Does what is due now.
  /// - Returns: when there is something to do next, as far as one knows.
  func turn() async -> Int64? {
    do throws(CallStoreFault) {
      await settleAll()
      guard takesMore, let work = try await working() else { return nil }
      let time = now()
      try await passTime(work, time)
      let isOpen = options.hours.isOpen(at: time)
      if isOpen {
        for callback in try await work.claim(most: options.mostCalls - calls.count, at: time) { start(callback) }
      }
      figures = try await store.figures()
      metrics.show(figures)
      let (call, due) = try await work.nextMoment()
      // What could be called now and is not waits for a call that is up, and that pokes when it ends.
      let start = call.flatMap { isOpen ? ($0 > time ? $0 : nil) : options.hours.nextOpening(after: max(time, $0)) }
      return [start, due.map { $0 + 1 }].compactMap(\.self).min()
    } catch {
      logger.error("call-backs wait: \(error)")
      metrics.failed(error)
      return nil
    }
  }

  // MARK: The stint

  private func working() async throws(CallStoreFault) -> CallbackWork? {
    if let work { return work }
    guard let work = try await CallbackWork.begin(on: store, by: options.rules, at: now()) else { return nil }
    if work.found > 0 {
      logger.warning("call-backs were cut short by a crash", metadata: ["callbacks": "\(work.found)"])
    }
    self.work = work
    return work
  }

  private func passTime(_ work: CallbackWork, _ time: Int64) async throws(CallStoreFault) {
    let (overdue, late) = try await work.passTime(at: time)
    if overdue > 0 { logger.warning("promises were not kept in time", metadata: ["callbacks": "\(overdue)"]) }
    if late > 0 { logger.error("promises were given up, much too late", metadata: ["callbacks": "\(late)"]) }
  }

  // MARK: One call

  private func start(_ callback: StoredCallback) {
    let id = callback.id
    let destination: String
    do throws(CallbackRefusal) {
      destination = try options.destination(of: callback.promise.number)
    } catch {
      calls[id] = Task { await self.over(id, error == .badNumber ? .badNumber : .forbidden) }
      return
    }
    calls[id] = Task { [place] in
      let result = await place(callback, destination) { await self.answered(id) }
      await self.over(id, result)
    }
  }

  private func answered(_ id: Int64) async {
    do throws(CallStoreFault) {
      try await work?.answered(id, at: now())
    } catch {
      // Somebody is on the line: they are talked to all the same.
      logger.error("that a call-back was answered is not written down: \(error)", metadata: ["callback": "\(id)"])
      metrics.failed(error)
    }
  }

  private func over(_ id: Int64, _ result: CallbackResult) async {
    unsettled[id] = (result, now())
    await settle(id)
    calls[id] = nil
    poke()
  }

  private func settleAll() async {
    for id in unsettled.keys.sorted() where calls[id] == nil { await settle(id) }
  }

  private func settle(_ id: Int64) async {
    guard let (result, time) = unsettled[id], let work else { return }
    do throws(CallStoreFault) {
      let state = try await work.ended(id, result, at: time)
      unsettled[id] = nil
      metrics.tried(result)
      logger.info(
        "a call-back was tried",
        metadata: [
          "callback": "\(id)", "result": "\(result.rawValue)", "state": "\(state.map(\.name) ?? "gone")",
        ])
    } catch {
      logger.error("what came of a call-back is not written down yet: \(error)", metadata: ["callback": "\(id)"])
      metrics.failed(error)
    }
  }
}

extension CallbackState {
  var name: String {
    switch self {
    case .waiting: "waiting"
    case .calling: "calling"
    case .kept: "kept"
    case .failed(let failure, _): "failed: \(failure.rawValue)"
    }
  }
}
