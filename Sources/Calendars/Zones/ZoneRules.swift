/// What the clocks of a time zone show: offsets from UTC, by the instants at which they change.
public struct ZoneRules: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let instant: Int64
    /// Seconds that local time is ahead of UTC, from this instant on.
    public let offset: Int

    public init(at instant: Int64, offset: Int) {
      self.instant = instant
      self.offset = offset
    }
  }

  /// The name in the tz database: `Asia/Shanghai`.
  public let name: String
  /// Before the first change.
  public let firstOffset: Int
  /// In order of time; each gives another offset than the one before.
  public let changes: [Change]

  public init(name: String, firstOffset: Int, changes: [Change] = []) {
    self.name = name
    self.firstOffset = firstOffset
    var kept: [Change] = []
    for change in changes where change.offset != kept.last?.offset ?? firstOffset { kept.append(change) }
    self.changes = kept
  }

  public static let utc = ZoneRules(name: "UTC", firstOffset: 0)

  /// Seconds that local time is ahead of UTC.
  /// - Parameter instant: seconds since 1970-01-01T00:00:00Z.
  public func offset(at instant: Int64) -> Int {
    let passed = passedChanges(at: instant)
    return passed == 0 ? firstOffset : changes[passed - 1].offset
  }

  /// The first change after an instant.
  public func nextChange(after instant: Int64) -> Change? {
    let passed = passedChanges(at: instant)
    return passed < changes.count ? changes[passed] : nil
  }

  private func passedChanges(at instant: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].instant <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The instant at which the clocks show this; the first of two. A time that is skipped is read by the offset before
  /// the change, so that it comes out as much later as the clocks were put forward.
  /// - Parameter local: seconds since 1970-01-01T00:00:00 by the zone's clock.
  public func instant(ofLocal local: Int64) -> Int64 {
    let early = local - Int64(offset(at: local - 172_800))
    guard offset(at: early) != offset(at: local - 172_800) else { return early }
    let change = nextChange(after: local - 172_800)
    let late = local - Int64(offset(at: early))
    guard let change, late >= change.instant else { return early }
    return late
  }
}
