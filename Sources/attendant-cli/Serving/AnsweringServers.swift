import Switchboard

/// What `serve` answers with: a telephone server, one for AudioSocket, or both as one.
struct AnsweringServers: Sendable {
  let telephone: TelephoneServer?
  let sockets: AudioSocketServer?

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
