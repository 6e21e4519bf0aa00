import AudioSocket
import CallInterface
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// An exchange with one call.
final class ExchangeCaller {
  private let descriptor: Int32
  private var reader = WireReader()
  private var half: UInt8?
  private(set) var loudest = 0
  private(set) var isHungUp = false
  /// Samples that were heard.
  private(set) var heard = 0
  private var spoken = 0

  init(port: UInt16) throws {
    descriptor = try Self.connected(port)
  }

  deinit { Glibc.close(descriptor) }

  /// Begins the call.
  func call(_ id: CallUUID) { send(WireWriter.id(id)) }

  /// Speaks a frame, and waits until one was heard: the call's own pace. `false` where the call ends.
  func exchangeFrame() -> Bool {
    var bytes: [UInt8] = [0x10, 1, 64]
    for _ in 0..<160 {
      let sample = UInt16(bitPattern: Int16((spoken * 37) % 8000 - 4000))
      bytes += [UInt8(truncatingIfNeeded: sample >> 8), UInt8(truncatingIfNeeded: sample)]
      spoken += 1
    }
    send(bytes)
    let before = heard
    return read { $0.heard >= before + 160 }
  }

  private static func connected(_ port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let code = withUnsafePointer(to: loopback(port)) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0, "errno \(errno)")
    return descriptor
  }

  /// What a web server of this machine answers, head and body.
  static func page(_ path: String, port: UInt16) throws -> String {
    let descriptor = try connected(port)
    defer { Glibc.close(descriptor) }
    let request = Array("GET \(path) HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".utf8)
    _ = request.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer += part[..<count]
    }
  }

  static func loopback(_ port: UInt16) -> sockaddr_in {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return name
  }

  func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Listens until what is wanted has come. `false` where the call ends before, or nothing comes for a minute.
  func read(until isEnough: (ExchangeCaller) -> Bool) -> Bool {
    var part = [UInt8](repeating: 0, count: 4096)
    while !isEnough(self) {
      let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { return false }
      part[..<count].withUnsafeBytes { bytes in
        var place = 0
        while let piece = try? reader.next(in: bytes, from: &place) { take(piece, bytes) }
      }
    }
    return true
  }

  private func take(_ piece: WireReader.Piece, _ bytes: UnsafeRawBufferPointer) {
    if piece == .hangUp { isHungUp = true }
    guard case .audio(let range) = piece else { return }
    for byte in bytes[range] {
      guard let low = half else {
        half = byte
        continue
      }
      heard += 1
      loudest = max(loudest, abs(Int(Int16(bitPattern: UInt16(byte) << 8 | UInt16(low)))))
      half = nil
    }
  }

  /// Ends the connection, as an exchange does whose caller has hung up.
  func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
