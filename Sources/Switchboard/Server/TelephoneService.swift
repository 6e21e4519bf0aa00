public import ServiceLifecycle
public import Telephony

/// A telephone server as one of the services of a process (swift-service-lifecycle): `run` answers calls until the
/// group shuts down gracefully, lets those that are up end by themselves within `ServerOptions.drainLimit`, and returns
/// when everything is closed. Cancelling it hangs up at once.
public struct TelephoneService: Service {
  private let options: ServerOptions
  private let services: ServerServices
  private let exchange: SocketAddress?
  private let callbacks: CallbackDesk?
  private let started: @Sendable (Servers) -> Void

  /// - Parameters:
  ///   - exchange: where Asterisk hands over calls by AudioSocket; limits, counts and the drain are one with SIP.
  ///   - callbacks: stores what flows promise, instead of `services.callbacks`, and keeps it over SIP. It serves one `run`.
  ///   - started: told once, when calls are answered.
  public init(
    _ options: ServerOptions, _ services: ServerServices, audioSocket exchange: SocketAddress? = nil,
    callbacks: CallbackDesk? = nil, started: @escaping @Sendable (Servers) -> Void = { _ in }
  ) {
    self.options = options
    self.services = services
    self.exchange = exchange
    self.callbacks = callbacks
    self.started = started
  }

  /// - Throws: `SIPEndpointFault`, `MediaFault`, `AudioSocketFault` or `ServerFault` where an address cannot be had, and
  ///   `CancellationError` after it was cancelled.
  public func run() async throws {
    let servers = try await Servers.start(options, services, audioSocket: exchange, callbacks: callbacks)
    started(servers)
    do {
      try await gracefulShutdown()
      await servers.drain()
    } catch {
      await servers.stop()
      throw error
    }
    await servers.stop()
  }
}
