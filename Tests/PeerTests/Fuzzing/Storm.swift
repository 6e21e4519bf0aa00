import Foundation

/// Hostile packets to all ports of a server, from an address that it may answer and one that it has never heard of.
///
/// `@unchecked Sendable`: used by one task at a time, and read when that has ended.
final class Storm: @unchecked Sendable {
  private let server: UInt16
  private let signalling: HostileSocket
  private let stranger: HostileSocket
  /// Named in descriptions and referrals; it never sends anything.
  private let victim: HostileSocket
  private let messages: HostileSIP
  private var mutation: Mutation
  private(set) var bytesSent = 0

  init(_ served: Served, seed: UInt64) throws {
    server = served.port
    signalling = try HostileSocket()
    stranger = try HostileSocket("127.0.0.2")
    victim = try HostileSocket()
    messages = HostileSIP(port: signalling.port, victim: victim.port, server: server)
    mutation = Mutation(seed: seed)
  }

  var sent: Int { signalling.sent + stranger.sent }
  var bytesBack: Int { signalling.received.bytes }
  /// What came to somebody who did not take part, and what was said besides answers.
  var reflected: Int { stranger.received.count + victim.received.count }
  var unasked: [String] { signalling.unasked }

  func blow(for time: Duration) throws {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end { try blow(packets: 200) }
  }

  /// About a thousand packets a second.
  func blow(packets: Int) throws {
    for number in 0..<packets {
      if mutation.next(below: 2) == 0 { sendSIP() } else { sendRTP() }
      if number % 10 == 9 {
        // A moment for a machine with few processors: the call beside it is to live, and the storm to go on.
        Thread.sleep(forTimeInterval: 0.01)
        for socket in [signalling, stranger, victim] { socket.drain() }
      }
    }
  }

  private func sendSIP() {
    let number = sent
    let bytes: [UInt8]
    switch mutation.next(below: 12) {
    case 0: bytes = mutation.noise(1400)
    case 1: bytes = mutation.mutate(messages.response(number: number))
    case 2: bytes = request(number)
    default: bytes = mutation.mutate(request(number))
    }
    bytesSent += bytes.count
    signalling.send(bytes, to: server)
  }

  private func request(_ number: Int) -> [UInt8] {
    messages.request(HostileSIP.methods[mutation.next(below: HostileSIP.methods.count)], number: number)
  }

  private func sendRTP() {
    let packet = HostileRTP.packet(mutation.next(below: 100_000))
    let bytes = mutation.next(below: 3) == 0 ? packet : mutation.mutate(packet)
    let port = UInt16(20_000 + mutation.next(below: mutation.next(below: 2) == 0 ? 8 : 200))
    stranger.send(bytes, to: port)
  }
}
