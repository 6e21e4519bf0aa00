import CallInterface
import Testing

@testable import Telephony

/// Packets of keys in any order and number; changes as `+1` and `-1`.
struct TelephoneEventReceiverTests {
  enum Act: Sendable {
    /// A packet at a time in milliseconds.
    case packet(Int, code: UInt8, timestamp: UInt32, duration: UInt16, isEnd: Bool, marker: Bool)
    /// A frame without a packet.
    case frame(Int)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let acts: [Act]
    let changes: String

    init(_ name: String, _ acts: [Act], _ changes: String) {
      (self.name, self.acts, self.changes) = (name, acts, changes)
    }

    var testDescription: String { name }
  }

  static func first(_ time: Int, _ code: UInt8 = 1, at timestamp: UInt32 = 8000) -> Act {
    .packet(time, code: code, timestamp: timestamp, duration: 160, isEnd: false, marker: true)
  }
  static func update(_ time: Int, _ duration: UInt16, _ code: UInt8 = 1, at timestamp: UInt32 = 8000) -> Act {
    .packet(time, code: code, timestamp: timestamp, duration: duration, isEnd: false, marker: false)
  }
  static func end(_ time: Int, _ duration: UInt16 = 800, _ code: UInt8 = 1, at timestamp: UInt32 = 8000) -> Act {
    .packet(time, code: code, timestamp: timestamp, duration: duration, isEnd: true, marker: false)
  }
  /// The second press of the same key, 200 ms after the first.
  static let again: UInt32 = 9600

  static let rows: [Row] = [
    // Idle, and each packet.
    Row("idle, the first packet acts", [first(0)], "+1"),
    Row("idle, an update: the start was lost", [update(0, 320)], "+1"),
    Row("idle, an end: all else was lost", [end(0)], "+1 -1"),
    Row("idle, an end three times", [end(0), end(20), end(40)], "+1 -1"),
    Row("idle, a frame", [.frame(0)], ""),
    Row("idle, flash is no key", [first(0, 16)], ""),
    Row("idle, a fax tone is no key", [first(0, 36), end(60, 800, 36)], ""),
    // Held, and each packet.
    Row("a whole key", [first(0), update(20, 320), update(40, 480), end(60), end(80), end(100)], "+1 -1"),
    Row("held, the start again", [first(0), first(1), first(2)], "+1"),
    Row("held, an end: updates were lost", [first(0), end(100)], "+1 -1"),
    Row("held, an update that overtook", [first(0), update(40, 480), update(41, 320), end(60)], "+1 -1"),
    Row("held, a frame soon after", [first(0), .frame(90)], "+1"),
    Row(
      "held, the end is lost: given up after 100 ms", [first(0), update(20, 320), .frame(119), .frame(120)], "+1 -1"),
    Row("held, updates each 50 ms: given up after 150", [first(0), update(50, 560), .frame(199)], "+1"),
    Row(
      "held, updates each 50 ms: given up after 150 (2)", [first(0), update(50, 560), .frame(199), .frame(200)],
      "+1 -1"),
    Row("given up, an update after all", [first(0), .frame(100), update(120, 960), end(140, 1120)], "+1 -1"),
    Row("held, flash between", [first(0), first(20, 16, at: 8160), end(60)], "+1 -1"),
    Row("held, another key: the end was lost", [first(0), first(100, 2, at: again)], "+1 -1 +2"),
    Row("held, the same key again with its start", [first(0), first(100, at: again)], "+1 -1 +1"),
    Row(
      "held, the same key again, start lost too", [first(0), update(20, 320), update(200, 320, at: again)], "+1 -1 +1"),
    Row("held, only the end of another key", [first(0), end(200, 800, 2, at: again)], "+1 -1 +2"),
    Row(
      "held, only two ends of another key",
      [first(0), end(200, 800, 2, at: again), end(220, 800, 2, at: again)], "+1 -1 +2 -2"),
    Row(
      "held, only one end of another key, then nothing",
      [first(0), end(200, 800, 2, at: again), .frame(300)], "+1 -1 +2 -2"),
    Row(
      "held, an end of the key before", [end(0, 800, 2, at: 4000), first(20), end(30, 800, 2, at: 4000)], "+2 -2 +1"),
    // Over, and each packet.
    Row("over, its ends", [first(0), end(60), end(80), end(100)], "+1 -1"),
    Row("over, an update that was overtaken", [first(0), end(60), update(61, 640)], "+1 -1"),
    Row("over, its start that was overtaken", [end(0), first(1)], "+1 -1"),
    Row("over, the same key again", [first(0), end(60), first(200, at: again), end(260, at: again)], "+1 -1 +1 -1"),
    Row("over, an older key's packet", [first(0), end(60), update(61, 320, 2, at: 4000)], "+1 -1"),
    Row(
      "over, a clock that began anew", [first(0, at: 3_000_000), end(60, at: 3_000_000), first(500, at: 100)],
      "+1 -1 +1"),
    Row(
      "all sixteen", (0..<16).map { end(Int($0) * 200, 800, $0, at: 8000 + UInt32($0) * 1600) },
      "+0 -0 +1 -1 +2 -2 +3 -3 +4 -4 +5 -5 +6 -6 +7 -7 +8 -8 +9 -9 +* -* +# -# +A -A +B -B +C -C +D -D"),
    // Long presses.
    Row(
      "a segment follows where the one before ended",
      [first(0), update(8180, 65_440), update(8200, 65, at: 8000 + 65_535), end(8220, 800, at: 8000 + 65_535)],
      "+1 -1"),
    Row(
      "a segment whose predecessor's last updates were lost",
      [first(0), update(8000, 64_000), update(8200, 65, at: 8000 + 65_535)], "+1"),
    Row("the duration wraps", [first(0), update(8180, 65_440), update(8200, 64), end(8220, 224)], "+1 -1"),
    Row(
      "a sender that moves the timestamp with each update",
      [first(0), update(20, 320, at: 8160), update(40, 480, at: 8320), end(60, 640, at: 8480)], "+1 -1"),
    Row(
      "over the wrap of timestamps", [first(0, at: .max - 100), end(60, at: .max - 100), first(200, at: 1500)],
      "+1 -1 +1"),
  ]

  @Test(arguments: rows)
  func keys(_ row: Row) {
    var receiver = TelephoneEventReceiver()
    var changes: [TelephoneEventReceiver.Change?] = []
    for act in row.acts {
      switch act {
      case .packet(let time, let code, let timestamp, let duration, let isEnd, let marker):
        let event = TelephoneEvent(code: code, isEnd: isEnd, duration: duration)
        let (first, second) = receiver.take(event, timestamp: timestamp, marker: marker, at: time * 8)
        changes += [first, second]
      case .frame(let time): changes.append(receiver.advance(to: time * 8))
      }
    }
    #expect(Self.text(changes) == row.changes)
  }

  @Test func forgettingLetsGo() {
    var receiver = TelephoneEventReceiver()
    _ = receiver.take(TelephoneEvent(code: 5, isEnd: false, duration: 160), timestamp: 1, marker: true, at: 0)
    #expect(receiver.forget() == .ended(.five))
    #expect(receiver.forget() == nil)
    // The same timestamp is another key now.
    let (began, _) = receiver.take(
      TelephoneEvent(code: 5, isEnd: false, duration: 160), timestamp: 1, marker: true, at: 0)
    #expect(began == .began(.five))
  }

  @Test func shortPayloadsAreNoEvents() {
    for count in 0..<4 {
      let bytes = [UInt8](repeating: 1, count: count)
      #expect(bytes.withUnsafeBytes { TelephoneEvent($0) } == nil)
    }
  }

  static func text(_ changes: [TelephoneEventReceiver.Change?]) -> String {
    changes.compactMap { change in
      switch change {
      case .began(let digit): "+\(digit.rawValue)"
      case .ended(let digit): "-\(digit.rawValue)"
      case nil: nil
      }
    }.joined(separator: " ")
  }
}
