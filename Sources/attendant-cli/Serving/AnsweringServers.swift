import AudioSocket
import Switchboard
import Telephony

/// What `serve` answers with: a telephone server, one for AudioSocket, or both as one.
struct AnsweringServers: Sendable {
  let telephone: TelephoneServer?
  let sockets: AudioSocketServer?
  let editions: FlowEditions
  /// Where the configuration has a call store.
  var callbacks: KeptCallbacks?

  /// Binds what is wanted.
  /// - Throws: exit code 3 where an address cannot be had.
  static func start(
    _ options: ServerOptions, exchange: HostAndPort?, _ editions: FlowEditions, _ services: ServerServices
  ) async throws -> AnsweringServers {
    let telephone = options.sip.addresses.isEmpty ? nil : try await ServerParts.start(options, services)
    guard let exchange else { return AnsweringServers(telephone: telephone, sockets: nil, editions: editions) }
    do {
      let sockets = try await AudioSocketServer.start(
        at: exchange.address, options, services, beside: telephone)
      return AnsweringServers(telephone: telephone, sockets: sockets, editions: editions)
    } catch let fault where fault is AudioSocketFault || fault is MediaFault {
      await telephone?.stop()
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.missingPart
    }
  }

  /// Of both, where there are both.
  var counts: ServerCounts { telephone?.counts ?? sockets?.counts ?? ServerCounts() }
  var load: ServerLoad? { telephone?.load ?? sockets?.load }

  /// One drain is for both.
  func drain() async {
    if let telephone { return await telephone.drain() }
    await sockets?.drain()
  }

  func stop() async {
    await sockets?.stop()
    await telephone?.stop()
  }
}
