import CSockets
import Foundation
import Glibc
import Synchronization
import Telephony

/// A UDP socket of the tests that keeps what comes, and who sent it.
final class DatagramPort: Sendable {
  struct Datagram: Sendable {
    let source: SocketAddress
    let bytes: [UInt8]
  }

  let address: SocketAddress
  let received = Watched<[Datagram]>([])
  private let socket: Int32
  private let isOver = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - host: numeric, of this machine.
  ///   - take: gets each datagram on the port's own thread; what it leaves (`false`) is kept.
  init(_ host: String, take: @escaping @Sendable (Datagram) -> Bool = { _ in false }) throws {
    var local = attendant_address()
    guard attendant_address_read(host, &local) == 0 else { throw Loopback.NoPort() }
    let socket = attendant_udp_open(&local, 1 << 18)
    guard socket >= 0 else { throw Loopback.NoPort() }
    guard attendant_udp_local(socket, &local) == 0, let address = SocketAddress(host, port: local.port) else {
      _ = attendant_close(socket)
      throw Loopback.NoPort()
    }
    (self.socket, self.address) = (socket, address)
    Thread.detachNewThread { [self] in run(take) }
  }

  func send(_ bytes: [UInt8], to address: SocketAddress) {
    var target = attendant_address()
    guard attendant_address_read(address.host, &target) == 0 else { return }
    target.port = address.port
    _ = attendant_udp_send(socket, bytes, bytes.count, &target)
  }

  /// Waits for its thread, and closes its socket.
  func stop() {
    isOver.store(true, ordering: .relaxed)
    ended.wait()
    _ = attendant_close(socket)
  }

  private func run(_ take: (Datagram) -> Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var arrival = attendant_arrival()
    while !isOver.load(ordering: .relaxed) {
      let count = attendant_udp_receive(socket, &buffer, buffer.count, &arrival)
      guard count >= 0 else {
        var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, 50)
        continue
      }
      guard let source = SocketAddress(Self.host(of: &arrival.source), port: arrival.source.port) else { continue }
      let datagram = Datagram(source: source, bytes: Array(buffer[..<count]))
      if !take(datagram) { received.change { $0.append(datagram) } }
    }
    ended.signal()
  }

  private static func host(of address: inout attendant_address) -> String {
    var text = [CChar](repeating: 0, count: 64)
    guard attendant_address_write(&address, &text, text.count) == 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
