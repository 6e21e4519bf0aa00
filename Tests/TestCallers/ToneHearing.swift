/// Tells from the packets of one call which steady tone is heard, and exactly when another one began.
///
/// A packet's changes of sign tell its pitch, at hardly any cost; two packets in a row that agree are a new tone.
public struct ToneHearing: Sendable {
  /// So many hertz for each change of sign within 20 ms.
  private static let hertz = 25
  /// Changes of sign that a steady tone may be off by, and that make another tone.
  private static let (same, other) = (4, 8)

  /// In Hz, to 100 Hz or so; `nil` while nothing steady was heard.
  public private(set) var tone: Int?
  private var steady: Int?
  private var next: (changes: Int, at: Int64)?

  public init() {}

  /// A packet of A-law. Gives when it came where this packet makes sure of another tone: the time of the first with it.
  mutating func hear(_ packet: UnsafeRawBufferPointer, at time: Int64) -> Int64? {
    guard let changes = Self.changes(packet) else { return nil }
    if let steady, abs(changes - steady) <= Self.same {
      next = nil
      return nil
    }
    guard let begun = next, abs(begun.changes - changes) <= Self.same else {
      // What is between two tones holds both; it belongs to the one that it is nearer to.
      if steady.map({ abs(changes - $0) > Self.other }) ?? true { next = (changes, time) }
      return nil
    }
    steady = changes
    tone = changes * Self.hertz
    next = nil
    return begun.at
  }

  /// `nil` where it is quiet.
  private static func changes(_ packet: UnsafeRawBufferPointer) -> Int? {
    var (changes, loud) = (0, 0)
    var last = packet.first ?? 0
    for byte in packet {
      // Every second bit of A-law is inverted; what is left of the sign is the size by powers.
      if (byte ^ 0x55) & 0x7F > 0x20 { loud += 1 }
      if (byte ^ last) & 0x80 != 0 { changes += 1 }
      last = byte
    }
    return loud * 2 > packet.count ? changes : nil
  }
}
