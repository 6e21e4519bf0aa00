import AudioSocket
import CallInterface
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `attendant serve --audiosocket`, called as an exchange calls.
@Suite struct ServeAudioSocketTests {
  private static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="60s"/>
      <menu id="m"><prompt>Press one to go.</prompt><choice dtmf="1" next="#bye"/></menu>
      <form id="bye"><block><prompt>Goodbye.</prompt><disconnect/></block></form>
    </vxml>
    """

  @Test func aCallFromAnExchange() throws {
    let folder = try Folder()
    try folder.write("flow.vxml", Self.flow)
    let port = try RunningCommand.freePort()
    let server = try RunningCommand(
      ["serve", "flow.vxml", "--audiosocket", "127.0.0.1:\(port)", "--voice", "hum"], in: folder)
    // It is there when it says so.
    try server.wait(for: "audiosocket:127.0.0.1:\(port)")

    let caller = try Caller(port: port)
    let id = CallUUID(upper: 0x1234, lower: 0x5678)
    caller.send(WireWriter.id(id) + [0x10, 1, 64] + [UInt8](repeating: 0, count: 320))
    // Something is heard, and then a key takes the call to its end.
    #expect(caller.read { $0.loudest > 500 })
    caller.send(WireWriter.key(.one))
    #expect(caller.read { $0.isHungUp })
    caller.close()
    let end = try server.stop()
    #expect(end.code == 0)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(end.output.utf8)) as? [String: Any])
    #expect(record["end"] as? String == "disconnect")
    #expect(record["to"] as? String == id.description)
    let media = try #require(record["media"] as? [String: Any])
    #expect(media["keysReceived"] as? Int == 1)
  }

  @Test func withoutAnAddressItIsWrongUsage() throws {
    let folder = try Folder()
    try folder.write("flow.vxml", Self.flow)
    #expect(try Command.run(["serve", "flow.vxml"], in: folder.url).code == 2)
    #expect(try Command.run(["serve", "flow.vxml", "--audiosocket", "here"], in: folder.url).code == 2)
    // 192.0.2.0/24 is for documentation: no machine has it.
    let arguments = ["serve", "flow.vxml", "--voice", "hum", "--audiosocket", "192.0.2.1:9092"]
    let outcome = try Command.run(arguments, in: folder.url)
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("192.0.2.1:9092"))
  }
}

/// An exchange with one call.
private final class Caller {
  private let descriptor: Int32
  private var reader = WireReader()
  private var half: UInt8?
  private(set) var loudest = 0
  private(set) var isHungUp = false

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let code = withUnsafePointer(to: Self.loopback(port)) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0, "errno \(errno)")
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
  func read(until isEnough: (Caller) -> Bool) -> Bool {
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
      loudest = max(loudest, abs(Int(Int16(bitPattern: UInt16(byte) << 8 | UInt16(low)))))
      half = nil
    }
  }

  func close() { Glibc.close(descriptor) }
}
