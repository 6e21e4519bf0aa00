/// Follows the sequence numbers of one source: what is new, what came twice, what was lost (RFC 3550 §A.1, §A.3).
///
/// The appendix lets a source prove itself by two packets in a row before it counts. Here the first packet counts: who
/// may send at all is known from signalling, and a key must act on its first packet.
struct SequenceTracker: Hashable, Sendable {
  enum Verdict: Hashable, Sendable {
    /// Newer than all before; so many packets between are missing as yet.
    case next(missing: Int)
    /// One of the missing, late.
    case late
    case duplicate
    /// Far from all others, as yet the only one of its kind: to be dropped.
    case stray
    /// The second in a row that is far from the others: the source began anew.
    case restarted
  }

  private static let farthestAhead = 3000
  private static let farthestBack = 64

  /// Extended by the number of wraps; the first packet's is its own number.
  private(set) var highest: Int
  private var first: Int
  /// Which of the last 64 packets came; bit 0 is the highest.
  private var seen: UInt64 = 1
  private var straySequence: UInt16?
  private(set) var received = 1
  private var priorExpected = 0
  private var priorReceived = 0

  init(first sequence: UInt16) {
    highest = Int(sequence)
    first = highest
  }

  mutating func take(_ sequence: UInt16) -> Verdict {
    let ahead = Int(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
    switch ahead {
    case 1..<Self.farthestAhead:
      straySequence = nil
      highest += ahead
      seen = ahead < 64 ? seen << UInt64(ahead) | 1 : 1
      received += 1
      return .next(missing: ahead - 1)
    case -Self.farthestBack + 1...0:
      let bit = UInt64(1) << UInt64(-ahead)
      guard seen & bit == 0, highest + ahead >= first else { return .duplicate }
      seen |= bit
      received += 1
      return .late
    default:
      guard straySequence == sequence else {
        straySequence = sequence &+ 1
        return .stray
      }
      self = SequenceTracker(first: sequence)
      return .restarted
    }
  }

  /// Packets that should have come since the first one.
  var expected: Int { highest - first + 1 }

  /// Never negative: duplicates are not counted as received.
  var lost: Int { max(expected - received, 0) }

  /// The part lost since it was last asked, in 256ths.
  mutating func fractionLost() -> UInt8 {
    let expectedNow = expected - priorExpected
    let receivedNow = received - priorReceived
    priorExpected = expected
    priorReceived = received
    let lostNow = expectedNow - receivedNow
    guard expectedNow > 0, lostNow > 0 else { return 0 }
    return UInt8(clamping: lostNow * 256 / expectedNow)
  }
}
