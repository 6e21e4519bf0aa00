import CallInterface

/// The last presses that only one source has told yet: at most four, the oldest goes first.
struct PastPresses: Hashable, Sendable {
  private struct Entry: Hashable, Sendable {
    let digit: DTMFDigit
    let missing: KeyMerger.Sources
    let end: Int
  }

  private var entries: [Entry] = []

  init() {
    entries.reserveCapacity(4)
  }

  mutating func add(_ press: KeyMerger.Press) {
    let missing = KeyMerger.Sources.both.subtracting(press.tellers)
    guard !missing.isEmpty else { return }
    if entries.count == 4 { entries.removeFirst() }
    entries.append(Entry(digit: press.digit, missing: missing, end: press.end))
  }

  /// Gives the oldest press of this key that ended since then and that the source still owes, if there is one.
  mutating func claim(_ digit: DTMFDigit, for source: KeyMerger.Sources, since: Int) -> Bool {
    entries.removeAll { $0.end < since }
    guard let index = entries.firstIndex(where: { $0.digit == digit && $0.missing == source }) else { return false }
    entries.remove(at: index)
    return true
  }
}
