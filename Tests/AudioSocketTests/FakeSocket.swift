import Audio
import CallInterface

@testable import AudioSocket

/// A connection of a test: what the other side sends is put in, what it would read is kept.
final class FakeSocket: LinkSocket {
  var incoming: [UInt8] = []
  var isClosed = false
  var fault: Int32?
  /// How many bytes are taken before the other side must read; `nil` takes all.
  var room: Int?
  private(set) var sent: [UInt8] = []
  private(set) var isFinished = false

  func receive(_ bytes: UnsafeMutableRawBufferPointer) -> Transfer {
    if let fault { return .broken(code: fault) }
    guard !incoming.isEmpty else { return isClosed ? .closed : .full }
    let count = min(incoming.count, bytes.count)
    bytes.copyBytes(from: incoming[..<count])
    incoming.removeFirst(count)
    return .some(count)
  }

  func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    if isFinished { return .broken(code: 32) }
    let count = min(room ?? bytes.count, bytes.count)
    guard count > 0 else { return .full }
    room = room.map { $0 - count }
    sent += bytes[..<count]
    return .some(count)
  }

  func finish() { isFinished = true }

  /// Reads what was sent, as the other side.
  var heard: WireTests.Read { WireTests.Read(sent) }
}

/// A connection with a clock that a test turns.
final class LinkUnderTest {
  let socket = FakeSocket()
  let link: Link
  private(set) var time: Int64 = 1_000_000_000
  private(set) var told: [LinkTold] = []
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 8)

  init() {
    link = Link(socket, at: time)
  }

  deinit {
    buffer.deallocate()
  }

  /// A call that is up.
  static func talking() -> LinkUnderTest {
    let test = LinkUnderTest()
    test.socket.incoming = WireWriter.id(WireTests.id)
    test.ticks(1)
    test.link.start()
    return test
  }

  /// So many frames pass, before each of which the other side does something.
  func ticks(_ count: Int, _ act: (Int) -> Void = { _ in }) {
    for index in 0..<count {
      act(index)
      time += 20_000_000
      link.tick(at: time, buffer)
      collect()
    }
  }

  func collect() {
    told += link.told
    link.told.removeAll()
  }

  /// The other side says so many bytes of silence, or this.
  func say(_ sound: [UInt8] = [UInt8](repeating: 0, count: 320)) {
    socket.incoming += [0x10, UInt8(sound.count >> 8), UInt8(sound.count & 0xFF)] + sound
  }

  var events: [CallEvent] {
    told.compactMap { told in
      if case .event(let event) = told { event } else { nil }
    }
  }

  var outcome: AudioSocketOutcome? {
    for case .over(let outcome) in told { return outcome }
    return nil
  }
}
