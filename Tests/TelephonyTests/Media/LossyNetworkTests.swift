import Audio
import CallInterface
import Testing

@testable import Telephony

/// A network that loses, repeats and overtakes.
private struct LossyNetwork {
  private var random: MediaRandom
  private var underway: [(frame: Int, packet: Datagram)] = []
  let lossPercent: UInt64
  /// In frames.
  let longestDelay: UInt64

  init(seed: UInt64, lossPercent: UInt64, longestDelay: UInt64) {
    random = MediaRandom(seed: seed)
    (self.lossPercent, self.longestDelay) = (lossPercent, longestDelay)
  }

  mutating func send(_ packet: Datagram, at frame: Int) {
    if random.next() % 100 < lossPercent { return }
    for _ in 0..<(random.next() % 20 == 0 ? 2 : 1) {
      underway.append((frame + Int(random.next() % (longestDelay + 1)), packet))
    }
  }

  mutating func arrivals(at frame: Int) -> [Datagram] {
    let here = underway.filter { $0.frame <= frame }
    underway.removeAll { $0.frame <= frame }
    return here.map(\.packet)
  }
}

struct LossyNetworkTests {
  @Test(arguments: [(0, 0), (10, 0), (10, 3), (20, 3), (30, 1)] as [(UInt64, UInt64)])
  func noKeyIsLostOrHeardTwice(_ lossPercent: UInt64, _ longestDelay: UInt64) throws {
    var network = LossyNetwork(
      seed: lossPercent * 100 + longestDelay, lossPercent: lossPercent, longestDelay: longestDelay)
    let call = try StreamUnderTest()
    call.agree()
    var random = MediaRandom(seed: 5)
    var keys = TelephoneEventSender()
    var pressed: [DTMFDigit] = []
    let silence = [UInt8](repeating: 0xD5, count: 160)
    for frame in 0..<6000 {
      if frame % 20 == 0 {
        let digit = DTMFDigit.allCases[Int(random.next() % 16)]
        pressed.append(digit)
        keys.send([digit])
      }
      let now = UInt32(truncatingIfNeeded: frame) &* 160
      var header = RTPHeader(
        payloadType: 8, sequence: UInt16(truncatingIfNeeded: frame), timestamp: now, source: call.source)
      if let packet = keys.next(at: now) {
        (header.payloadType, header.timestamp, header.marker) = (101, packet.timestamp, packet.marker)
        network.send(Datagram(header, packet.event), at: frame)
      } else {
        network.send(Datagram(header, silence), at: frame)
      }
      for packet in network.arrivals(at: frame) { call.receive(packet) }
      call.frames(1)
    }
    call.frames(20)
    let began = call.events.compactMap { event -> DTMFDigit? in
      if case .digitBegan(let digit) = event { digit } else { nil }
    }
    let ended = call.events.count { if case .digitEnded = $0 { true } else { false } }
    #expect(began == pressed)
    #expect(ended == pressed.count)
    let statistics = call.stream.statistics
    if lossPercent > 0 { #expect(statistics.lost > Int(lossPercent) * 40) }
    #expect(statistics.wait <= 120_000 + 20_000)
  }

  /// Of a steady sound with every tenth packet lost and others late, nearly all is heard, and what is not is filled.
  @Test func soundIsFilledWhereItIsMissing() throws {
    var network = LossyNetwork(seed: 9, lossPercent: 10, longestDelay: 2)
    let receiver = try #require(
      MediaReceiver(senders: SourceGuard(agreed: SocketAddress("192.0.2.1", port: 4000))))
    let peer = try #require(SocketAddress("192.0.2.1", port: 4000))
    var time = MediaTime(monotonic: 0, wall: 0)
    let tone = ToneGenerator(.steady([400], level: -10))
    var quiet = 0
    var heard = [Int16](repeating: 0, count: 400)
    for frame in 0..<2000 {
      var samples = [Int16](repeating: 0, count: 160)
      samples.withUnsafeMutableBufferPointer { _ = tone.fill($0) }
      var bytes = [UInt8](repeating: 0, count: 160)
      bytes.withUnsafeMutableBufferPointer { bytes in
        _ = samples.withUnsafeBufferPointer { G711.muLaw.encode($0, into: bytes) }
      }
      let header = RTPHeader(
        payloadType: 0, sequence: UInt16(frame), timestamp: UInt32(frame) * 160, source: 1)
      network.send(Datagram(header, bytes), at: frame)
      for packet in network.arrivals(at: frame) {
        packet.bytes.withUnsafeBytes {
          _ = receiver.receive($0, from: peer, arrival: time.wall, at: time, untilFrame: 80)
        }
      }
      time.monotonic += 20_000_000
      time.wall += 20_000_000
      samples.withUnsafeMutableBufferPointer { frame in
        _ = receiver.take(into: frame, at: time) { past in
          for index in past.indices { past[index] = heard[heard.count - past.count + index] }
        }
      }
      heard = Array((heard + samples).suffix(400))
      if samples.allSatisfy({ abs(Int($0)) < 500 }) { quiet += 1 }
    }
    var statistics = RTPStatistics()
    receiver.write(to: &statistics)
    #expect(statistics.lost > 150)
    #expect(statistics.concealed > 150 * 160)
    #expect(quiet < 20)
  }
}
