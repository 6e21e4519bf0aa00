import CallInterface
import CallRuntime
import CallScenarios
import CallStore
import Logging
import Metrics
import Switchboard
import Telephony

/// The call store of `serve`, and who works it off.
struct KeptCallbacks: Sendable {
  let store: CallbackStore
  /// `nil`: promises are only stored here.
  let worker: CallbackWorker?
  private let keeper: StoredCallbacks

  /// Opens what the configuration names.
  /// - Throws: exit code 3 where the store cannot be used.
  static func store(_ file: ServerFile) async throws -> CallbackStore? {
    guard let path = file.store else { return nil }
    do throws(CallStoreFault) {
      return try await CallbackStore.open(FileURI.absolute(path))
    } catch {
      Output.errors.line("attendant: error: '\(path)': \(error)")
      throw Exit.missingPart
    }
  }

  /// The calendar that the configuration names, if it does.
  /// - Throws: exit code 1 where it cannot be used.
  static func hours(_ file: ServerFile) async throws -> CalendarOfFlow? {
    guard let uri = file.callbacks?.calendar else { return nil }
    do throws(FlowFindings) {
      return try await CalendarOfFlow.read(uri)
    } catch {
      Findings.tell(error.errors)
      throw Exit.failed
    }
  }

  init(
    _ store: CallbackStore, _ keeper: StoredCallbacks, _ parts: ServerParts, _ editions: FlowEditions,
    _ server: TelephoneServer?, _ options: CallbackOptions?
  ) {
    self.store = store
    self.keeper = keeper
    guard let server, let callbacks = parts.file.callbacks, let options else {
      worker = nil
      return
    }
    let worker = CallbackWorker(
      store, options, logger: parts.logger, metrics: MetricsSystem.factory, now: WallClock.now
    ) { [logger = parts.logger] callback, destination, answered in
      guard let route = editions.current.route(ofFlow: callbacks.flow) else {
        logger.error("no flow for call-backs: the configuration was read anew without it")
        return .noLine
      }
      return await server.call(callback, at: destination, options, by: route, answered: answered)
    }
    keeper.tell(worker)
    self.worker = worker
  }

  func begin() async { await worker?.begin() }
  /// Before a drain: nobody is called any more.
  func stop() async { await worker?.stop() }

  /// When all calls are over.
  func close() async throws(CallStoreFault) {
    await worker?.finish()
    await keeper.finish()
    try await store.close()
  }
}

extension ServerParts {
  /// How promises are kept; `nil` where the configuration does not say.
  func callbackOptions(_ calendar: CalendarOfFlow?) -> CallbackOptions? {
    guard let callbacks = file.callbacks, let local = file.sip.first?.address else { return nil }
    let host = local.isIPv6 ? "[\(local.host)]" : local.host
    var options = CallbackOptions(to: callbacks.to, from: callbacks.from ?? "sip:attendant@\(host):\(local.port)")
    options.rules = callbacks.rules
    if let most = callbacks.mostCalls { options.mostCalls = most }
    if let rings = callbacks.rings { options.patience = .seconds(5 * rings) }
    let hours: (any OpeningHours)? = calendar ?? callbacks.hours.flatMap { DailyHours($0) }
    if let hours { options.hours = hours }
    options.allowance = file.transfers.map { TransferAllowance($0) } ?? .anywhere
    return options
  }
}
