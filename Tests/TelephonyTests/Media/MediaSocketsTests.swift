import CSockets
import Testing

@testable import Telephony

/// What the kernel sorts for a call's thread.
@Suite struct MediaSocketsTests {
  /// Of datagrams of one byte of version and one of marker and payload type, and of shorter ones.
  @Test(arguments: ["127.0.0.1", "::1"])
  func soundIsApartFromAllElse(_ host: String) throws {
    let sockets = try MediaPorts(41_000...41_999).bind(try #require(SocketAddress(host, port: 0)))
    let peer = try Peer(host)
    let kinds: [[UInt8]] = [
      [0x80, 8], [0x80, 0], [0x80, 0x88], [0x80, 101], [0x80, 0xE5], [0x80, 13], [0x80, 9], [0x80], [],
    ]
    for kind in kinds { peer.send(Datagram(kind), to: sockets.address) }
    #expect(received(sockets.sound) == [[0x80, 8], [0x80, 0], [0x80, 0x88], [0x80], []])
    #expect(received(sockets.events) == [[0x80, 101], [0x80, 0xE5], [0x80, 13], [0x80, 9]])
    #expect(received(sockets.reports) == [])
  }

  /// Two sockets share the port, and nobody else.
  @Test func nobodyElseGetsThePort() throws {
    let host = try #require(SocketAddress("127.0.0.1", port: 0))
    let sockets = try MediaPorts(41_000...41_999).bind(host)
    #expect(try MediaSockets.bind(sockets.address) == nil)
    var raw = sockets.address.raw
    #expect(attendant_udp_open(&raw, 0) < 0)
  }

  private func received(_ socket: Int32) -> [[UInt8]] {
    var all: [[UInt8]] = []
    var room = [UInt8](repeating: 0, count: 64)
    var arrival = attendant_arrival()
    while case let count = attendant_udp_receive(socket, &room, room.count, &arrival), count >= 0 {
      all.append(Array(room[..<count]))
    }
    return all
  }
}
