public import ServiceLifecycle
public import Telephony

/// A telephone server as one of the services of a process (swift-service-lifecycle): `run` answers calls until the
/// group shuts down gracefully, lets those that are up end by themselves within `ServerOptions.drainLimit`, and returns
/// when everything is closed. Cancelling it hangs up at once.
public struct TelephoneService: Service {
  /// What answers while the service runs: to place calls, to look at counts, to know the port.
  public struct Servers: Sendable {
    /// `nil` where the options have no address for SIP.
    public let telephone: TelephoneServer?
    /// `nil` where no address for AudioSocket was given.
    public let audioSocket: AudioSocketServer?

    /// Of both.
    public var counts: ServerCounts { telephone?.counts ?? audioSocket?.counts ?? ServerCounts() }
  }

  private let options: ServerOptions
  private let services: ServerServices
  private let exchange: SocketAddress?
  private let started: @Sendable (Servers) -> Void

  /// - Parameters:
  ///   - exchange: where Asterisk hands over calls by AudioSocket; limits, counts and the drain are one with SIP.
  ///   - started: told once, when calls are answered.
  public init(
    _ options: ServerOptions, _ services: ServerServices, audioSocket exchange: SocketAddress? = nil,
    started: @escaping @Sendable (Servers) -> Void = { _ in }
  ) {
    self.options = options
    self.services = services
    self.exchange = exchange
    self.started = started
  }

  /// - Throws: `SIPEndpointFault`, `MediaFault`, `AudioSocketFault` or `ServerFault` where an address cannot be had, and
  ///   `CancellationError` after it was cancelled.
  public func run() async throws {
    let servers = try await start()
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

  private func start() async throws -> Servers {
    let telephone = options.sip.addresses.isEmpty ? nil : try await TelephoneServer.start(options, services)
    guard let exchange else { return Servers(telephone: telephone, audioSocket: nil) }
    do {
      let sockets = try await AudioSocketServer.start(at: exchange, options, services, beside: telephone)
      return Servers(telephone: telephone, audioSocket: sockets)
    } catch {
      await telephone?.stop()
      throw error
    }
  }
}

extension TelephoneService.Servers {
  /// One drain is for both.
  func drain() async {
    if let telephone { return await telephone.drain() }
    await audioSocket?.drain()
  }

  func stop() async {
    await audioSocket?.stop()
    await telephone?.stop()
  }
}
