import Audio
import AudioSocket
import CallRuntime
import FlowParser
import Foundation
import Glibc
import Playback
import ScriptEngine
import SpeechSynthesis
import Switchboard
import Telephony
import Testing

/// A server for AudioSocket of the tests, with the flow of a test.
final class SocketOffice: Sendable {
  let server: AudioSocketServer
  private let parts: Parts

  /// What such a server is made of.
  struct Parts: Sendable {
    var options: ServerOptions
    /// For calls of the office's own.
    let route: CallRoute
    let services: ServerServices
    private let records: AsyncStream<CallRecord>
    private let folder: URL

    /// - Parameter change: of the services.
    init(
      _ flow: String, mostCalls: Int = 10, parsing: ParserOptions = ParserOptions(),
      change: (inout ServerServices) -> Void = { _ in }
    ) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "flow.vxml")
      try Data(flow.utf8).write(to: file)
      let (records, mailbox) = AsyncStream.makeStream(of: CallRecord.self)
      self.records = records
      self.folder = folder
      let loader = StandardLoader()
      let resources = ResourceStore(loader: loader, options: ResourceOptions(parsing: parsing))
      let nobody = CallUUID(upper: 0, lower: 0).description
      let route = CallRoute(flow: file.absoluteString, resources: resources)
      self.route = route
      var services = ServerServices(
        lanes: try ScriptLanes(count: 1),
        route: { $0.number == nobody ? nil : route },
        sounds: { _ in StandardSounds(loader: loader, session: FetchSession(), voice: RuleVoice()) },
        recordings: { RecordingFolder(folder.path, call: $0) }, keep: { mailbox.yield($0) },
        now: { (1_767_607_200_000, 0) })
      change(&services)
      self.services = services
      var options = ServerOptions(sip: SIPEndpointOptions(addresses: []))
      options.mostCalls = mostCalls
      self.options = options
    }

    /// The record of the next call that ends.
    func record() async -> CallRecord? {
      for await record in records { return record }
      return nil
    }

    func remove() throws { try FileManager.default.removeItem(at: folder) }
  }

  convenience init(_ flow: String, mostCalls: Int = 10) async throws {
    try await self.init(Parts(flow, mostCalls: mostCalls))
  }

  init(_ parts: Parts) async throws {
    self.parts = parts
    server = try await AudioSocketServer.start(
      at: try #require(SocketAddress("127.0.0.1", port: 0)), parts.options, parts.services)
  }

  var address: SocketAddress { server.address }

  /// The record of the next call that ends.
  func record() async -> CallRecord? { await parts.record() }

  func close() async throws {
    await server.stop()
    try parts.remove()
  }
}

/// An exchange of the tests with one call. Gives up after a minute without anything. It waits on a thread that is nobody
/// else's: those of the pool are the server's.
///
/// Unchecked: a test asks one thing at a time, and goes on when it has the answer.
final class SocketCaller: @unchecked Sendable {
  private let descriptor: Int32
  private var reader = WireReader()
  private var isHungUp = false
  private var isLoud = false

  init(_ address: SocketAddress, id: UInt64) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
    try #require(code == 0)
    send(WireWriter.id(CallUUID(upper: 0, lower: id)))
  }

  deinit {
    close(descriptor)
  }

  func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  func hearsSomething() async -> Bool {
    await apart { [self] in
      while !isLoud, readMore() {}
      return isLoud
    }
  }

  /// Listens to the end of the connection: whether a goodbye came before it.
  func isHungUpAtTheEnd() async -> Bool {
    await apart { [self] in
      while readMore() {}
      shutdown(descriptor, Int32(SHUT_WR))
      return isHungUp
    }
  }

  private func apart(_ work: @escaping @Sendable () -> Bool) async -> Bool {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }

  private func readMore() -> Bool {
    var part = [UInt8](repeating: 0, count: 4096)
    let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    part[..<count].withUnsafeBytes { bytes in
      var place = 0
      while let piece = try? reader.next(in: bytes, from: &place) {
        if piece == .hangUp { isHungUp = true }
        if case .audio(let range) = piece, bytes[range].contains(where: { $0 != 0 }) { isLoud = true }
      }
    }
    return true
  }
}
