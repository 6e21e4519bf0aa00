import Audio
import CallInterface
import Glibc
import Telephony
import Testing

@testable import AudioSocket

/// Plays the exchange: connects to a listener, says what it is told, reads what it hears. Waits for what must come, and
/// gives up after a minute.
final class Exchange {
  private let descriptor: Int32
  private(set) var bytes: [UInt8] = []

  /// - Parameter keeps: how many bytes the system keeps that have not been read; `nil` is its own choice.
  init(_ address: SocketAddress, keeps: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    if var keeps { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &keeps, socklen_t(MemoryLayout<Int32>.size)) }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = address.port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0, "errno \(errno)")
  }

  deinit {
    close(descriptor)
  }

  func send(_ message: [UInt8]) {
    _ = message.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Says samples, 20 ms a message.
  func say(_ samples: [Int16]) {
    for begin in stride(from: 0, to: samples.count, by: AudioFrame.samples) {
      let frame = samples[begin..<min(begin + AudioFrame.samples, samples.count)]
      let length = 2 * frame.count
      send(
        [0x10, UInt8(length >> 8), UInt8(length & 0xFF)]
          + frame.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
    }
  }

  /// Says nothing for so many frames.
  func beSilent(frames: Int) { say([Int16](repeating: 0, count: frames * AudioFrame.samples)) }

  /// Presses a key in the sound; its message comes when it is let go of.
  func press(_ key: DTMFDigit, tellingIt isTold: Bool = false) throws {
    let sender = try #require(DTMFSender())
    sender.send([key])
    var samples = [Int16](repeating: 0, count: 20 * AudioFrame.samples)
    for begin in stride(from: 0, to: samples.count, by: AudioFrame.samples) {
      samples.withUnsafeMutableBufferPointer { all in
        _ = sender.fill(UnsafeMutableBufferPointer(rebasing: all[begin..<begin + AudioFrame.samples]))
      }
    }
    say(Array(samples.prefix(8 * AudioFrame.samples)))
    if isTold { send(WireWriter.key(key)) }
    say(Array(samples.dropFirst(8 * AudioFrame.samples)))
  }

  /// Reads more. `false` where the other side has closed, or says nothing for a minute.
  func readMore() -> Bool {
    var part = [UInt8](repeating: 0, count: 4096)
    let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    bytes += part[..<count]
    return true
  }

  /// Reads until the other side closes, and closes then too.
  func readToEnd() -> WireTests.Read {
    while readMore() {}
    shutdown(descriptor, Int32(SHUT_WR))
    return WireTests.Read(bytes)
  }

  /// Reads until so many samples have been heard.
  func samples(_ count: Int) -> [Int16] {
    var sound: [UInt8] = []
    repeat { sound = WireTests.Read(bytes).sound } while sound.count < 2 * count && readMore()
    return stride(from: 0, to: sound.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(sound[$0]) | UInt16(sound[$0 + 1]) << 8)
    }
  }
}
