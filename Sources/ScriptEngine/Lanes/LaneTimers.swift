/// What a lane's thread is to do later, by time.
///
/// A heap by due time. What is cancelled leaves its entry behind; the entries are sifted where most of them are void, so
/// that a call that is over holds nothing.
struct LaneTimers {
  typealias Body = @Sendable () -> Void
  private typealias Entry = (due: Int64, number: Int)

  private var entries: [Entry] = []
  private var bodies: [Int: Body] = [:]
  private var numbers = 0

  /// The first due time, in nanoseconds of the clock that never jumps; `nil` where there is nothing to do. What has been
  /// cancelled may stand for it: a thread that wakes too early looks again.
  var nextDue: Int64? { entries.first?.due }

  var count: Int { bodies.count }

  mutating func add(at due: Int64, _ body: @escaping Body) -> Int {
    numbers += 1
    bodies[numbers] = body
    entries.append((due, numbers))
    rise(from: entries.count - 1)
    return numbers
  }

  mutating func cancel(_ number: Int) {
    guard bodies.removeValue(forKey: number) != nil, entries.count > 2 * bodies.count + 64 else { return }
    entries.removeAll { bodies[$0.number] == nil }
    for place in stride(from: entries.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  /// Takes what is due, in order.
  mutating func take(until now: Int64) -> [Body] {
    var due: [Body] = []
    while let first = entries.first, first.due <= now {
      removeFirst()
      if let body = bodies.removeValue(forKey: first.number) { due.append(body) }
    }
    return due
  }

  private mutating func removeFirst() {
    let last = entries.removeLast()
    guard !entries.isEmpty else { return }
    entries[0] = last
    sink(from: 0)
  }

  private mutating func rise(from place: Int) {
    var place = place
    while place > 0, isBefore(place, (place - 1) / 2) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(from place: Int) {
    var place = place
    while case let left = 2 * place + 1, left < entries.count {
      let first = left + 1 < entries.count && isBefore(left + 1, left) ? left + 1 : left
      guard isBefore(first, place) else { return }
      entries.swapAt(first, place)
      place = first
    }
  }

  /// At the same time, what was asked for first.
  private func isBefore(_ place: Int, _ other: Int) -> Bool { entries[place] < entries[other] }
}
