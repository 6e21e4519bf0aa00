import CSockets
import CallInterface
import Synchronization

@testable import Telephony

/// The other side of a call on loopback: a socket of its own, that waits for what comes.
final class Peer {
  let address: SocketAddress
  private let socket: Int32
  private let poll: Int32
  var sequence: UInt16 = 1
  var timestamp: UInt32 = 160
  let source: UInt32 = 0xFEED

  init(_ host: String = "127.0.0.1") throws {
    guard let any = SocketAddress(host, port: 0) else { throw MediaFault.noMemory }
    var raw = any.raw
    socket = attendant_udp_open(&raw, 0)
    poll = attendant_poll_open()
    guard socket >= 0, poll >= 0 else { throw MediaFault.system("no socket", code: -socket) }
    _ = attendant_udp_local(socket, &raw)
    _ = attendant_poll_add(poll, socket, 0)
    guard let bound = SocketAddress(raw) else { throw MediaFault.noMemory }
    address = bound
  }

  deinit {
    _ = attendant_close(poll)
    _ = attendant_close(socket)
  }

  func send(_ datagram: Datagram, to address: SocketAddress) {
    var raw = address.raw
    _ = datagram.bytes.withUnsafeBytes { attendant_udp_send(socket, $0.baseAddress, $0.count, &raw) }
  }

  func press(_ digit: DTMFDigit, duration: UInt16, isEnd: Bool = false, to address: SocketAddress) {
    let header = RTPHeader(
      marker: duration == 160, payloadType: 101, sequence: sequence, timestamp: timestamp, source: source)
    sequence &+= 1
    let event = TelephoneEvent(code: TelephoneEvent.code(of: digit), isEnd: isEnd, duration: duration)
    send(Datagram(header, event), to: address)
  }

  /// Waits for the next datagram.
  func receive() throws -> Datagram {
    var tokens: UInt64 = 0
    var bytes = [UInt8](repeating: 0, count: 2048)
    while true {
      // A test that waits in vain ends here, and not when the whole run is given up.
      guard attendant_poll_wait(poll, &tokens, 1, 20_000) == 1 else { throw NothingCame() }
      var arrival = attendant_arrival()
      let count = bytes.withUnsafeMutableBytes { attendant_udp_receive(socket, $0.baseAddress, $0.count, &arrival) }
      if count >= 0 { return Datagram(Array(bytes.prefix(count))) }
    }
  }

  /// Waits for a packet of sound that is like this.
  func receive(where isWanted: (RTPPacket, ArraySlice<UInt8>) -> Bool) throws -> RTPHeader {
    while true {
      let datagram = try receive()
      if case .success(let packet) = datagram.packet, isWanted(packet, datagram.bytes[packet.payload]) {
        return packet.header
      }
    }
  }

  struct NothingCame: Error {}
}

/// Keeps what a line tells, and lets a test wait for it.
final class WaitingSink: EventSink {
  private let continuation: AsyncStream<CallEvent>.Continuation
  let events: AsyncStream<CallEvent>

  init() { (events, continuation) = AsyncStream.makeStream() }

  var now: CallInstant { .start }
  func post(_ event: CallEvent) { continuation.yield(event) }
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  func cancel(_ scheduled: ScheduledEvent) {}
  func isPending(_ scheduled: ScheduledEvent) -> Bool { false }

  func next(_ isWanted: (CallEvent) -> Bool) async -> CallEvent? { await events.first(where: isWanted) }
}
