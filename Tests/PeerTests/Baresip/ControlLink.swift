import Foundation
import Glibc

/// The control socket of baresip: JSON in netstrings, over TCP.
final class ControlLink: Sendable {
  struct Message: Decodable, Sendable {
    var type: String?
    var ok: Bool?
    var param: String?
    var data: String?
  }

  let messages = Watched<[Message]>([])
  private let socket: Int32

  /// - Returns: `nil` while nobody listens there.
  init?(port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Loopback.address(port)
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      Glibc.close(socket)
      return nil
    }
    Thread.detachNewThread { [socket, messages] in Self.read(socket, messages) }
  }

  /// Its thread ends when the other side has closed.
  func close() { shutdown(socket, Int32(SHUT_RDWR)) }

  deinit { close() }

  func tell(_ command: String, _ parameters: String = "") throws {
    let order = ["command": command, "params": parameters]
    let text = String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
    let bytes = Array("\(text.utf8.count):\(text),".utf8)
    _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Waits for an event of the call.
  func event(_ type: String) async throws -> Message {
    try await messages.wait(for: "\(type) of baresip") { messages in messages.first { $0.type == type } }
  }

  private static func read(_ socket: Int32, _ messages: Watched<[Message]>) {
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
      rest += buffer[..<count]
      while let colon = rest.firstIndex(of: 58), let length = Int(String(decoding: rest[..<colon], as: UTF8.self)),
        rest.count > colon + 1 + length
      {
        let text = Data(rest[(colon + 1)..<(colon + 1 + length)])
        rest.removeFirst(colon + 2 + length)
        // What is no message of this kind is of no interest.
        if let message = try? JSONDecoder().decode(Message.self, from: text) { messages.change { $0.append(message) } }
      }
    }
    Glibc.close(socket)
  }
}
