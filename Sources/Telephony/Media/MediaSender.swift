import Audio
import CallInterface

/// Where datagrams go.
protocol PacketOutlet: AnyObject {
  /// Never waits; what cannot be sent is lost, as on any network.
  func send(_ packet: UnsafeRawBufferPointer, to address: SocketAddress)
  func sendReport(_ packet: UnsafeRawBufferPointer, to address: SocketAddress)
}

/// The sending half of a call's media: frames and keys in, datagrams out.
///
/// Timestamps count every frame, sent or not, from a random beginning, so that they stay true through hold and keys.
final class MediaSender {
  let source: UInt32
  var law = G711.aLaw
  var types = MediaDescription.PayloadTypes(telephoneEvent: nil)
  var isOpen = true
  private(set) var packets = 0
  private(set) var bytes = 0
  private(set) var keys = TelephoneEventSender()
  /// Of the next frame.
  private(set) var timestamp: UInt32
  private var sequence: UInt16
  /// Whether sound begins after a pause.
  private var isFirst = true

  init(_ random: inout MediaRandom) {
    source = UInt32(truncatingIfNeeded: random.next())
    timestamp = UInt32(truncatingIfNeeded: random.next())
    // In the lower half, so that it does not wrap at once (RFC 3711 §3.3.1 advises so for those who encrypt on the way).
    sequence = UInt16(truncatingIfNeeded: random.next()) & 0x7FFF
  }

  /// The next frame of 160 samples.
  /// - Parameter address: `nil` where there is nobody to send to.
  func send(_ frame: UnsafeBufferPointer<Int16>, to address: SocketAddress?, by outlet: any PacketOutlet) {
    defer { timestamp &+= UInt32(AudioFrame.samples) }
    guard isOpen, let address else {
      isFirst = true
      return
    }
    if let type = types.telephoneEvent, let key = keys.next(at: timestamp) {
      let header = RTPHeader(
        marker: key.marker, payloadType: type, sequence: sequence, timestamp: key.timestamp, source: source)
      send(header, to: address, by: outlet) { key.event.write(to: $0) ?? 0 }
      return
    }
    let header = RTPHeader(
      marker: isFirst, payloadType: law == .aLaw ? types.aLaw : types.muLaw, sequence: sequence, timestamp: timestamp,
      source: source)
    isFirst = false
    send(header, to: address, by: outlet) { law.encode(frame, into: $0.bindMemory(to: UInt8.self)) }
  }

  private func send(
    _ header: RTPHeader, to address: SocketAddress, by outlet: any PacketOutlet,
    payload: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    withUnsafeTemporaryAllocation(byteCount: RTPHeader.length + AudioFrame.samples, alignment: 8) { packet in
      guard let begin = header.write(to: packet) else { return }
      let count = payload(UnsafeMutableRawBufferPointer(rebasing: packet[begin...]))
      outlet.send(UnsafeRawBufferPointer(rebasing: packet[..<(begin + count)]), to: address)
      sequence &+= 1
      packets += 1
      bytes += count
    }
  }

  /// Frames that nobody made: time has passed all the same.
  func skip(frames: Int) {
    timestamp &+= UInt32(truncatingIfNeeded: frames * AudioFrame.samples)
    isFirst = true
  }

  /// Whether keys can go as telephone-events.
  var hasEvents: Bool { types.telephoneEvent != nil }

  func send(_ digits: [DTMFDigit]) { keys.send(digits) }

  /// A key that somebody holds, of a joined call.
  func take(_ change: TelephoneEventReceiver.Change) {
    switch change {
    case .began(let digit): keys.begin(digit)
    case .ended(let digit): keys.end(digit)
    }
  }

  func releaseKeys() { keys.releaseAll() }
}

/// SplitMix64: the same numbers from the same seed everywhere.
struct MediaRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
