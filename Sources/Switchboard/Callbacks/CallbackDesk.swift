import CallRuntime
public import CallStore
public import Logging
import Synchronization

/// The promises of one server: where its flows store them, and who calls to keep them. A `TelephoneService` that is given
/// one does both, and closes the store when it ends.
public final class CallbackDesk: Sendable {
  private let store: CallbackStore
  private let options: CallbackOptions?
  private let route: @Sendable () -> CallRoute?
  private let logger: Logger
  private let worker = Mutex<CallbackWorker?>(nil)
  /// What flows promise goes here.
  public let keeper: StoredCallbacks

  /// - Parameters:
  ///   - store: its file may be shared with other processes of this machine; one of them calls at a time.
  ///   - options: how promises are kept; `nil`: they are only stored here, and another process keeps them.
  ///   - route: what those hear who are called back, asked for each call anew. While it is `nil` nobody is called.
  public init(
    _ store: CallbackStore, _ options: CallbackOptions? = nil,
    logger: Logger = Logger(label: "attendant") { _ in SwiftLogNoOpLogHandler() },
    route: @escaping @Sendable () -> CallRoute? = { nil }
  ) {
    self.store = store
    self.options = options
    self.route = route
    self.logger = logger
    keeper = StoredCallbacks(store, options, logger: logger)
  }

  /// As the one who calls saw them last; `nil` where nobody calls here.
  public var figures: CallbackFigures? {
    get async { await worker.withLock(\.self)?.figures }
  }

  /// Calls from now on; to be called once. Without options nobody does.
  func begin(on server: TelephoneServer, _ services: ServerServices) async {
    guard let options else { return }
    let worker = CallbackWorker(
      store, options, logger: logger, metrics: services.metrics, now: { services.now().milliseconds }
    ) { [logger, route] callback, destination, answered in
      guard let route = route() else {
        logger.error("there is no flow for call-backs at present")
        return .noLine
      }
      return await server.call(callback, at: destination, options, by: route, answered: answered)
    }
    self.worker.withLock { $0 = worker }
    keeper.tell(worker)
    await worker.begin()
  }

  /// Before a drain: nobody is called any more. What flows promise is stored all the same.
  func stop() async { await worker.withLock(\.self)?.stop() }

  /// When all calls are over.
  func close() async {
    await worker.withLock(\.self)?.finish()
    await keeper.finish()
    do throws(CallStoreFault) {
      try await store.close()
    } catch {
      logger.error("\(error)")
    }
  }
}
