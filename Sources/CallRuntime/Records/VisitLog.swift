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

  private static let none = UInt32.max
  /// Memory grows by so many visits, and not by as many as there are.
  private static let step = 32

  private var entries: [Entry] = []
  private var names: [String] = []
  private var places: [String: UInt32] = [:]
  private var results: [PlainValue] = []
  private var resultPlaces: [PlainValue: UInt32] = [:]

  /// An item that is visited again at once was never left.
  mutating func enter(_ dialog: String, _ item: String?, at instant: CallInstant) {
    let entry = Entry(
      dialog: place(of: dialog), item: item.map { place(of: $0) } ?? Self.none, entered: Self.time(instant))
    if let last = entries.last, last.dialog == entry.dialog, last.item == entry.item { return }
    if entries.count == entries.capacity { entries.reserveCapacity(entries.count + Self.step) }
    entries.append(entry)
  }

  mutating func noinput() { change { $0.noinput = min($0.noinput, .max - 1) + 1 } }

  mutating func nomatch() { change { $0.nomatch = min($0.nomatch, .max - 1) + 1 } }

  mutating func match(_ result: PlainValue) {
    let place: UInt32
    if let known = resultPlaces[result] {
      place = known
    } else {
      place = UInt32(clamping: results.count)
      results.append(result)
      resultPlaces[result] = place
    }
    change { $0.result = place }
  }

  /// - Parameter end: when the last one was left.
  func visits(until end: CallInstant) -> [CallRecord.Visit] {
    let left = entries.dropFirst().map(\.entered) + [Self.time(end)]
    return zip(entries, left).map { entry, left in
      CallRecord.Visit(
        dialog: names[Int(entry.dialog)], item: entry.item == Self.none ? nil : names[Int(entry.item)],
        entered: Double(entry.entered) / 1000, left: Double(left) / 1000,
        noinput: Int(entry.noinput), nomatch: Int(entry.nomatch),
        result: entry.result == Self.none ? nil : results[Int(entry.result)])
    }
  }

  private mutating func place(of name: String) -> UInt32 {
    if let known = places[name] { return known }
    let place = UInt32(clamping: names.count)
    names.append(name)
    places[name] = place
    return place
  }

  private mutating func change(_ body: (inout Entry) -> Void) {
    guard let last = entries.indices.last else { return }
    body(&entries[last])
  }

  private static func time(_ instant: CallInstant) -> UInt32 { UInt32(clamping: instant.milliseconds) }
}
