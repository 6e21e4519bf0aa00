import Audio
import Testing

@testable import Telephony

/// Packets whose samples all carry their packet's number, so that each sample of a frame tells where it came from.
private struct Listener: ~Copyable {
  var buffer = JitterBuffer()
  var placements: [JitterBuffer.Placement] = []
  /// Runs of frames: a packet's number, `_` for what was missing and `.` for quiet, with their lengths.
  private(set) var runs: [(what: String, count: Int)] = []
  private var law = G711.aLaw

  mutating func packet(
    _ number: Int, timestamp: UInt32? = nil, count: Int = 160, law: G711 = .aLaw, untilFrame: Int = 160
  ) {
    let payload = [UInt8](repeating: Self.byte(number, law), count: count)
    placements.append(
      payload.withUnsafeBytes {
        buffer.insert($0, timestamp: timestamp ?? UInt32(number) * 160, law: law, untilFrame: untilFrame)
      })
  }

  mutating func frame() {
    var samples = [Int16](repeating: 0, count: 160)
    var parts: [(Range<Int>, JitterBuffer.Part)] = []
    samples.withUnsafeMutableBufferPointer { frame in buffer.take(into: frame) { parts.append(($0, $1)) } }
    for (range, part) in parts {
      switch part {
      case .sound: for sample in samples[range] { add("\(Self.number(sample))", 1) }
      case .missing: add("_", range.count)
      case .quiet: add(".", range.count)
      }
    }
  }

  mutating func frames(_ count: Int) { for _ in 0..<count { frame() } }

  private mutating func add(_ what: String, _ count: Int) {
    if let last = runs.last, last.what == what {
      runs[runs.count - 1].count += count
    } else {
      runs.append((what, count))
    }
  }

  var text: String { runs.map { $0.count == 160 ? $0.what : "\($0.what):\($0.count)" }.joined(separator: " ") }

  /// Loud bytes, different for some numbers.
  private static func byte(_ number: Int, _ law: G711) -> UInt8 {
    let magnitude = UInt8(0x40 + number % 50)
    return law == .aLaw ? magnitude ^ 0xD5 : ~magnitude
  }

  private static let numbers: [Int16: Int] = {
    var numbers: [Int16: Int] = [:]
    for number in 0..<50 {
      for law in G711.allCases {
        var decoded: [Int16] = [0]
        decoded.withUnsafeMutableBufferPointer { decoded in
          _ = withUnsafeBytes(of: byte(number, law)) { law.decode($0.bindMemory(to: UInt8.self), into: decoded) }
        }
        numbers[decoded[0]] = number
      }
    }
    return numbers
  }()

  private static func number(_ sample: Int16) -> Int { numbers[sample] ?? -1 }
}

struct JitterBufferTests {
  @Test func inOrder() {
    var listener = Listener()
    for number in 0..<4 {
      listener.packet(number)
      listener.frame()
    }
    #expect(listener.text == "0 1 2 3")
  }

  /// A packet waits for the next frame but one where the next is too near.
  @Test func aPacketJustBeforeAFrameWaitsForTheNext() {
    var listener = Listener()
    for number in 0..<3 {
      listener.packet(number, untilFrame: 10)
      listener.frame()
    }
    #expect(listener.text == ". 0 1")
  }

  @Test func nothingBeforeTheFirst() {
    var listener = Listener()
    listener.frames(2)
    listener.packet(0)
    listener.frame()
    #expect(listener.text == ".:320 0")
  }

  @Test func whatIsLostIsMissing() {
    var listener = Listener()
    for number in [0, 1, 3, 4] {
      listener.packet(number, untilFrame: 10)
      listener.frame()
      if number == 1 { listener.frame() }
    }
    #expect(listener.text == ". 0 1 _ 3")
  }

  @Test func whatWasOvertakenTakesItsPlace() {
    var listener = Listener()
    listener.packet(0, untilFrame: 10)
    listener.frame()
    listener.packet(2)
    listener.packet(1)
    listener.frames(3)
    #expect(listener.text == ". 0 1 2")
    #expect(listener.placements == [.placed, .placed, .placed])
  }

  /// It comes 20 ms after its frame: what follows waits longer, and it is heard.
  @Test func whatComesTooLateMakesTheWaitLonger() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(2)
    listener.packet(1)
    listener.packet(2)
    listener.frame()
    for number in 3..<5 {
      listener.packet(number)
      listener.frame()
    }
    #expect(listener.text == "0 _ 1 2 3")
    #expect(!listener.placements.contains(.late))
  }

  @Test func theWaitHasALimit() {
    var listener = Listener()
    listener.packet(0)
    // Stalls that become longer, each with a burst behind it.
    var number = 1
    for stall in 2..<15 {
      listener.frames(stall)
      for _ in 0..<stall {
        listener.packet(number)
        number += 1
      }
    }
    #expect(listener.placements.contains(.late))
    #expect(listener.buffer.depth.current <= 960)
  }

  @Test func theWaitGetsShorterInQuietMoments() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(4)
    for number in 1..<5 { listener.packet(number) }
    let before = listener.buffer.depth.current
    #expect(before > 400)
    // Six seconds of sound in which nothing can be left out are not enough to begin with; but silence is.
    for number in 5..<150 {
      listener.frame()
      listener.packet(number)
    }
    let silence = [UInt8](repeating: 0xD5, count: 160)
    for number in 150..<1000 {
      listener.frame()
      silence.withUnsafeBytes {
        _ = listener.buffer.insert($0, timestamp: UInt32(number) * 160, law: .aLaw, untilFrame: 160)
      }
    }
    #expect(listener.buffer.depth.current < 400)
    #expect(!listener.text.dropFirst(20).contains("_"))
  }

  @Test func packetsOfAnyLength() {
    for count in [80, 160, 240, 320, 480] {
      var listener = Listener()
      var sent = 0
      var number = 0
      for frame in 1..<13 {
        while sent < frame * 160 {
          listener.packet(number, timestamp: UInt32(sent), count: count)
          sent += count
          number += 1
        }
        listener.frame()
      }
      let expected = (0..<(12 * 160 / count)).map { "\($0)" + (count == 160 ? "" : ":\(count)") }
      #expect(listener.text == expected.joined(separator: " "))
    }
  }

  @Test func tooLongAndEmptyAreRefused() {
    var listener = Listener()
    listener.packet(0, count: 481)
    listener.packet(0, count: 0)
    listener.frame()
    #expect(listener.placements == [.refused, .refused])
    #expect(listener.text == ".")
  }

  @Test func overTheWrapOfTimestamps() {
    var listener = Listener()
    for number in 0..<4 {
      listener.packet(number, timestamp: (0 &- 320) &+ UInt32(number) * 160)
      listener.frame()
    }
    #expect(listener.text == "0 1 2 3")
  }

  @Test func codecsChangeFromPacketToPacket() {
    var listener = Listener()
    for number in 0..<4 {
      listener.packet(number, law: number.isMultiple(of: 2) ? .aLaw : .muLaw)
      listener.frame()
    }
    #expect(listener.text == "0 1 2 3")
  }

  @Test func aJumpAheadBeginsAnew() {
    var listener = Listener()
    listener.packet(0)
    listener.frame()
    listener.packet(1, timestamp: 1_000_000)
    listener.frame()
    #expect(listener.placements == [.placed, .restarted])
    #expect(listener.text == "0 1")
  }

  /// On hold the sender's clock stood still.
  @Test func aClockThatStoodStillBeginsAnewAfterFiveFrames() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(100)
    for number in 1..<9 {
      listener.packet(number)
      listener.frame()
    }
    #expect(listener.placements.count { $0 == .late } == 5)
    #expect(listener.placements[6] == .restarted)
    #expect(listener.text.hasSuffix("6 7 8"))
  }

  /// Nothing was sent while nobody spoke, but the sender's clock went on.
  @Test func silenceThatWasNotSentIsNoJump() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(50)
    listener.packet(50)
    listener.frame()
    #expect(listener.placements == [.placed, .placed])
    #expect(listener.text == "0 _:7840 50".replacing("50", with: "0"))
  }

  @Test func nothingIsHeardASecondTime() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(40)
    #expect(listener.text == "0 _:6240")
  }

  @Test func anotherSourceWaitsAsLongAsTheOneBefore() {
    var listener = Listener()
    listener.packet(0)
    listener.frames(3)
    listener.packet(1)
    listener.buffer.restart()
    listener.packet(7, timestamp: 77)
    listener.frames(4)
    #expect(listener.text.hasSuffix(".:320 7 _"))
  }

  @Test func anyPacketsAreHarmless() {
    var random = MediaRandom(seed: 7)
    var listener = Listener()
    var wrong = 0
    for _ in 0..<20_000 {
      let near = UInt32(truncatingIfNeeded: random.next() % 4000)
      let timestamp =
        random.next() % 50 == 0 ? UInt32(truncatingIfNeeded: random.next()) : listener.buffer.position &+ near &- 2000
      listener.packet(
        3, timestamp: timestamp, count: Int(random.next() % 600), law: random.next() % 2 == 0 ? .aLaw : .muLaw,
        untilFrame: Int(random.next() % 161))
      var frame = [Int16](repeating: 0, count: 160)
      var told = 0
      frame.withUnsafeMutableBufferPointer { listener.buffer.take(into: $0) { range, _ in told += range.count } }
      if told != 160 || listener.buffer.depth.current > 960 + 480 + 160 { wrong += 1 }
    }
    #expect(wrong == 0)
  }
}
