import Foundation

/// A socket on loopback as the C library has it, and nothing around it.
final class BenchSocket: Sendable {
  let descriptor: Int32
  let port: UInt16

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = Self.address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw BenchFailure(message: "no socket on loopback") }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  func send(_ bytes: UnsafeRawBufferPointer, to port: UInt16) {
    var address = Self.address(port)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = sendto(descriptor, bytes.baseAddress, bytes.count, 0, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Has the kernel note when datagrams come.
  func stampArrivals() {
    var on: Int32 = 1
    // SO_TIMESTAMPNS is a macro that Swift does not see.
    setsockopt(descriptor, SOL_SOCKET, 35, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// A datagram, and when the kernel took it in, in nanoseconds since 1970.
  func receiveStamped(into bytes: UnsafeMutableRawBufferPointer) -> (count: Int, nanoseconds: Int) {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { control in
      var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
      return withUnsafeMutablePointer(to: &part) { part in
        var message = msghdr()
        message.msg_iov = part
        message.msg_iovlen = 1
        message.msg_control = control.baseAddress
        message.msg_controllen = control.count
        let count = recvmsg(descriptor, &message, 0)
        // Length, level and type take 16 bytes; seconds and nanoseconds follow.
        guard count >= 0, message.msg_controllen >= 32 else { return (count, 0) }
        return (
          count,
          control.load(fromByteOffset: 16, as: Int.self) * 1_000_000_000
            + control.load(fromByteOffset: 24, as: Int.self)
        )
      }
    }
  }

  /// -1 where nothing has come.
  func receive(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    recv(descriptor, bytes.baseAddress, bytes.count, 0)
  }

  /// Waits until something comes or the time is there, to the millisecond.
  func wait(until time: Int) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, Int32(max(time - Measure.nanoseconds(), 0) / 1_000_000 + 1)) == 1
  }
}

/// A packet of RTP that is sent again and again with other numbers.
struct BenchPacket {
  private(set) var bytes: [UInt8]

  init(type: UInt8, source: UInt8, payload: [UInt8]) {
    bytes = [0x80, type, 0, 0, 0, 0, 0, 0, 0, 0, 0, source] + payload
  }

  mutating func number(_ sequence: Int, timestamp: Int, marker: Bool = false) {
    bytes[1] = bytes[1] & 0x7F | (marker ? 0x80 : 0)
    for (place, shift) in [(2, 8), (3, 0)] { bytes[place] = UInt8(truncatingIfNeeded: sequence >> shift) }
    for (place, shift) in [(4, 24), (5, 16), (6, 8), (7, 0)] {
      bytes[place] = UInt8(truncatingIfNeeded: timestamp >> shift)
    }
  }

  func send(by socket: BenchSocket, to port: UInt16) {
    bytes.withUnsafeBytes { socket.send($0, to: port) }
  }
}

extension Measure {
  /// Of the clock that never jumps.
  static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Since 1970.
  static func wallNanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  static func sleep(until time: Int) {
    var time = timespec(tv_sec: time / 1_000_000_000, tv_nsec: time % 1_000_000_000)
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }

  /// Processor time of the newest thread of this name in our process.
  static func processorNanoseconds(ofThread name: String) throws -> Int {
    let folder = "/proc/self/task"
    let threads = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int($0) }.sorted()
    for thread in threads.reversed() {
      func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(thread)/\(file)")), as: UTF8.self)
      }
      guard try text("comm").dropLast() == name[...],
        let time = try text("schedstat").split(separator: " ").first.flatMap({ Int($0) })
      else { continue }
      return time
    }
    throw BenchFailure(message: "there is no thread '\(name)'")
  }
}
