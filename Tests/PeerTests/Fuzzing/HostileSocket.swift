import CSockets
import Glibc

/// A socket of a loopback address that sends whatever and counts what comes back.
final class HostileSocket {
  let port: UInt16
  private(set) var sent = 0
  /// Datagrams and bytes that came.
  private(set) var received = (count: 0, bytes: 0)
  /// First lines of what is neither a SIP response nor the end of a call: a few of them.
  private(set) var unasked: [String] = []
  private let socket: Int32
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// - Parameter host: of 127.0.0.0/8.
  init(_ host: String = "127.0.0.1") throws {
    var local = attendant_address()
    guard attendant_address_read(host, &local) == 0 else { throw Loopback.NoPort() }
    socket = attendant_udp_open(&local, 1 << 20)
    guard socket >= 0 else { throw Loopback.NoPort() }
    _ = attendant_udp_local(socket, &local)
    port = local.port
  }

  deinit { _ = attendant_close(socket) }

  func send(_ bytes: [UInt8], to port: UInt16) {
    var target = attendant_address()
    guard attendant_address_read("127.0.0.1", &target) == 0 else { return }
    target.port = port
    if attendant_udp_send(socket, bytes, bytes.count, &target) >= 0 { sent += 1 }
  }

  func drain() {
    var arrival = attendant_arrival()
    while case let count = attendant_udp_receive(socket, &buffer, buffer.count, &arrival), count >= 0 {
      received.count += 1
      received.bytes += count
      let line = String(decoding: buffer[..<count].prefix { $0 != 13 }, as: UTF8.self)
      if !line.hasPrefix("SIP/2.0 "), !line.hasPrefix("BYE "), unasked.count < 10 { unasked.append(line) }
    }
  }
}
