import CallInterface

/// Where a caller has been so far. A call may last for hours and go round in a menu all the time, so a visit takes a
/// few bytes: names and results are kept once.
struct VisitLog {
  private struct Entry {
    let dialog: UInt32
    let item: UInt32
    /// Milliseconds; a call does not last for seven weeks. It was left when the next was entered.
    let entered: UInt32
    var noinput: UInt16 = 0
    var nomatch: UInt16 = 0
    var result: UInt32 = VisitLog.none
  }

  /// Values of which each is kept once.
  private struct Once<Value: Hashable & Sendable> {
    private var values: [Value] = []
    private var places: [Value: UInt32] = [:]

    subscript(place: UInt32) -> Value { values[Int(place)] }

    mutating func place(of value: Value) -> UInt32 {
      if let known = places[value] { return known }
      let place = UInt32(clamping: values.count)
      values.append(value)
      places[value] = place
      return place
    }
  }

  private static let none = UInt32.max
  /// Memory grows by so many visits, and not by as many as there are.
  private static let step = 32

  private var entries: [Entry] = []
  private var names = Once<String>()
  private var results = Once<PlainValue>()

  /// An item that is visited again at once was never left.
  mutating func enter(_ dialog: String, _ item: String?, at instant: CallInstant) {
    let entry = Entry(
      dialog: names.place(of: dialog), item: item.map { names.place(of: $0) } ?? Self.none,
      entered: Self.time(instant))
    if let last = entries.last, last.dialog == entry.dialog, last.item == entry.item { return }
    if entries.count == entries.capacity { entries.reserveCapacity(entries.count + Self.step) }
    entries.append(entry)
  }

  mutating func noinput() { change { $0.noinput = min($0.noinput, .max - 1) + 1 } }

  mutating func nomatch() { change { $0.nomatch = min($0.nomatch, .max - 1) + 1 } }

  mutating func match(_ result: PlainValue) {
    let place = results.place(of: result)
    change { $0.result = place }
  }

  /// - Parameter end: when the last one was left.
  func visits(until end: CallInstant) -> [CallRecord.Visit] {
    let left = entries.dropFirst().map(\.entered) + [Self.time(end)]
    return zip(entries, left).map { entry, left in
      CallRecord.Visit(
        dialog: names[entry.dialog], item: entry.item == Self.none ? nil : names[entry.item],
        entered: Double(entry.entered) / 1000, left: Double(left) / 1000,
        noinput: Int(entry.noinput), nomatch: Int(entry.nomatch),
        result: entry.result == Self.none ? nil : results[entry.result])
    }
  }

  private mutating func change(_ body: (inout Entry) -> Void) {
    guard let last = entries.indices.last else { return }
    body(&entries[last])
  }

  private static func time(_ instant: CallInstant) -> UInt32 { UInt32(clamping: instant.milliseconds) }
}
