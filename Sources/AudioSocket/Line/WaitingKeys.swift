import CallInterface

/// Keys that came as messages, each with its place in the sound, until that is heard. Nobody presses so many in a
/// second that they do not fit.
struct WaitingKeys {
  private static let most = 32

  private struct Entry {
    let key: DTMFDigit
    let place: Int
  }
  private var entries: [Entry] = []

  /// - Returns: `false` where there is no room.
  mutating func put(_ key: DTMFDigit, at place: Int) -> Bool {
    guard entries.count < Self.most else { return false }
    entries.append(Entry(key: key, place: place))
    return true
  }

  /// The first one, where it came before this place.
  mutating func take(before place: Int) -> DTMFDigit? {
    guard let first = entries.first, first.place <= place else { return nil }
    entries.removeFirst()
    return first.key
  }
}
