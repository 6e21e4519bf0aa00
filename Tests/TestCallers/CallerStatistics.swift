/// What callers have seen and heard.
public struct CallerStatistics: Sendable {
  public var packetsSent = 0
  public var packetsReceived = 0
  /// By their numbers.
  public var missing = 0
  /// Packets that came more than 20 ms later than they should have.
  public var late = 0
  public var keys = 0
  /// Another key was pressed before anything had changed.
  public var lostKeys = 0
  /// From a key's first packet to the first packet of another tone, in nanoseconds.
  public var delays: [KeyWay: [Int64]] = [:]
  /// How much later packets came than they should have, by the sender's own clock: by their timestamps, from the quickest
  /// of the call's first second on. One that is sent ahead, because a key has changed what is heard, is not late.
  public var lateness = Milliseconds()

  public init() {}

  public static func + (a: Self, b: Self) -> Self {
    var sum = a
    sum.packetsSent += b.packetsSent
    sum.packetsReceived += b.packetsReceived
    sum.missing += b.missing
    sum.late += b.late
    sum.keys += b.keys
    sum.lostKeys += b.lostKeys
    for (way, delays) in b.delays { sum.delays[way, default: []] += delays }
    sum.lateness += b.lateness
    return sum
  }

  /// How often so many milliseconds passed.
  public struct Milliseconds: Sendable {
    private var counts = [Int](repeating: 0, count: 1001)

    public init() {}

    mutating func add(_ value: Int) { counts[min(max(value, 0), 1000)] += 1 }

    static func += (a: inout Self, b: Self) {
      for index in a.counts.indices { a.counts[index] += b.counts[index] }
    }

    /// The value that so many of a thousand are not above; 1000 stands for more.
    public func quantile(_ thousandths: Int) -> Int {
      let total = counts.reduce(0, +)
      var rest = total * thousandths / 1000
      for (value, count) in counts.enumerated() {
        rest -= count
        if rest < 0 { return value }
      }
      return counts.lastIndex { $0 > 0 } ?? 0
    }
  }
}
