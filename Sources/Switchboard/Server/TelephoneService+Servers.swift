public import Telephony

extension TelephoneService {
  /// What answers while a service runs: to place calls, to look at counts, to know the port. The same for those who have no
  /// service group: start, drain, stop.
  public struct Servers: Sendable {
    /// `nil` where the options have no address for SIP.
    public let telephone: TelephoneServer?
    /// `nil` where no address for AudioSocket was given.
    public let audioSocket: AudioSocketServer?
    public let callbacks: CallbackDesk?

    /// Binds what is wanted, answers from then on, and calls back.
    /// - Parameters: as of `TelephoneService`.
    /// - Throws: `SIPEndpointFault`, `MediaFault`, `AudioSocketFault` or `ServerFault` where an address cannot be had;
    ///   everything is closed then.
    public static func start(
      _ options: ServerOptions, _ services: ServerServices, audioSocket exchange: SocketAddress? = nil,
      callbacks: CallbackDesk? = nil
    ) async throws -> Servers {
      var services = services
      if let callbacks { services.callbacks = callbacks.keeper }
      var telephone: TelephoneServer?
      var sockets: AudioSocketServer?
      do {
        if !options.sip.addresses.isEmpty { telephone = try await TelephoneServer.start(options, services) }
        if let exchange {
          sockets = try await AudioSocketServer.start(at: exchange, options, services, beside: telephone)
        }
      } catch {
        await telephone?.stop()
        await callbacks?.close()
        throw error
      }
      if let telephone { await callbacks?.begin(on: telephone, services) }
      return Servers(telephone: telephone, audioSocket: sockets, callbacks: callbacks)
    }

    /// Of both.
    public var counts: ServerCounts { telephone?.counts ?? audioSocket?.counts ?? ServerCounts() }
    public var load: ServerLoad? { telephone?.load ?? audioSocket?.load }

    /// Takes no more calls, calls nobody back any more, and returns when the calls that are up have ended, or the limit has
    /// passed. One drain is for both.
    public func drain() async {
      await callbacks?.stop()
      if let telephone { return await telephone.drain() }
      await audioSocket?.drain()
    }

    /// Ends what is left, and everything.
    public func stop() async {
      await callbacks?.stop()
      await audioSocket?.stop()
      await telephone?.stop()
      await callbacks?.close()
    }
  }
}
