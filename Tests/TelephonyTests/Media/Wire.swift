import Audio
import CallInterface

@testable import Telephony

/// The network of a test: what a stream sends is kept, and nothing goes anywhere.
final class Wire: PacketOutlet {
  struct Sent {
    let bytes: [UInt8]
    let address: SocketAddress

    var packet: RTPPacket? { try? Datagram(bytes).packet.get() }
    var payload: [UInt8] { packet.map { Array(bytes[$0.payload]) } ?? [] }
    var event: TelephoneEvent? { payload.withUnsafeBytes { TelephoneEvent($0) } }
  }

  var packets: [Sent] = []
  var reports: [Sent] = []

  func send(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) {
    packets.append(Sent(bytes: Array(packet), address: address))
  }

  func sendReport(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) {
    reports.append(Sent(bytes: Array(packet), address: address))
  }
}

/// A stream on its wire, with a clock that a test turns, and a peer who speaks to it.
final class StreamUnderTest {
  let stream: MediaStream
  let wire = Wire()
  var time = MediaTime(monotonic: 1_000_000_000, wall: 1_700_000_000_000_000_000)
  /// The peer's.
  var sequence: UInt16 = 100
  var timestamp: UInt32 = 50_000
  var source: UInt32 = 0xABCD
  let peer: SocketAddress
  var events: [CallEvent] = []

  init(_ settings: MediaSettings = MediaSettings(seed: 1)) throws {
    guard let peer = SocketAddress("192.0.2.1", port: 4000),
      let stream = MediaStream(settings, callRecorder: nil, outlet: wire)
    else { throw MediaFault.noMemory }
    self.peer = peer
    self.stream = stream
  }

  func agree(_ change: (inout MediaDescription) -> Void = { _ in }) {
    var description = MediaDescription(address: peer, law: .aLaw)
    change(&description)
    stream.update(description)
  }

  /// So many frames pass, in each of which the peer does something.
  func frames(_ count: Int, _ act: (Int) -> Void = { _ in }) {
    for index in 0..<count {
      act(index)
      time.monotonic += 20_000_000
      time.wall += 20_000_000
      stream.tick(at: time)
      collect()
    }
  }

  func collect() {
    events += stream.line.events
    stream.line.events.removeAll()
  }

  func receive(_ datagram: Datagram, from address: SocketAddress? = nil) {
    datagram.bytes.withUnsafeBytes {
      stream.receive($0, from: address ?? peer, arrival: time.wall, at: time)
    }
    collect()
  }

  func receiveReport(_ datagram: Datagram, from address: SocketAddress? = nil) {
    var address = address ?? peer
    address.port &+= 1
    datagram.bytes.withUnsafeBytes { stream.receiveReport($0, from: address, at: time) }
  }

  /// The peer says 20 ms.
  func say(_ byte: UInt8 = 0xD5, type: UInt8 = 8, marker: Bool = false, from address: SocketAddress? = nil) {
    receive(
      Datagram(header(type, marker: marker, timestamp), [UInt8](repeating: byte, count: 160)), from: address)
    sequence &+= 1
    timestamp &+= 160
  }

  /// The peer sends one packet of a key that began at the peer's current timestamp.
  func press(_ digit: DTMFDigit, duration: UInt16, isEnd: Bool = false) {
    let event = TelephoneEvent(code: TelephoneEvent.code(of: digit), isEnd: isEnd, duration: duration)
    receive(Datagram(header(101, marker: duration == 160, timestamp), event))
    sequence &+= 1
  }

  private func header(_ type: UInt8, marker: Bool, _ timestamp: UInt32) -> RTPHeader {
    RTPHeader(marker: marker, payloadType: type, sequence: sequence, timestamp: timestamp, source: source)
  }
}
