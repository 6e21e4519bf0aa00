import AudioSocket
import Switchboard
import Telephony

/// What `serve` answers with, and the flows that do.
struct AnsweringServers: Sendable {
  let servers: TelephoneService.Servers
  let editions: FlowEditions

  /// Binds what is wanted.
  /// - Parameter callbacks: where the configuration has a call store.
  /// - Throws: exit code 3 where an address cannot be had.
  static func start(
    _ options: ServerOptions, exchange: HostAndPort?, _ editions: FlowEditions, _ services: ServerServices,
    _ callbacks: CallbackDesk?
  ) async throws -> AnsweringServers {
    let servers = try await ServerParts.bound {
      try await TelephoneService.Servers.start(
        options, services, audioSocket: exchange?.address, callbacks: callbacks)
    }
    return AnsweringServers(servers: servers, editions: editions)
  }
}
