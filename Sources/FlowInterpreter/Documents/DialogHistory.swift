/// Where the caller has been in an application: the dialogs that waited for the caller, for `ivr.backkey` and `ivr.topkey`.
/// Dialogs that only computed something are no places to go back to.
struct DialogHistory {
  struct Stop {
    let document: PreparedDocument
    let dialog: Int

    func isSame(as other: Stop) -> Bool { document === other.document && dialog == other.dialog }
  }
  /// Older ones are forgotten.
  static let capacity = 32

  /// The first dialog that was entered.
  private(set) var first: Stop?
  private var stops: [Stop] = []

  mutating func entered(_ stop: Stop) {
    if first == nil { first = stop }
  }

  /// The caller is waited for here.
  mutating func waits(at stop: Stop) {
    if let last = stops.last, last.isSame(as: stop) { return }
    if stops.count == Self.capacity { stops.removeFirst() }
    stops.append(stop)
  }

  /// The last stop before `here`, taken off: it comes back on when it waits again. So a dialog that leads straight on to
  /// `here` holds nobody up for more than one press.
  mutating func takeLast(before here: Stop?) -> Stop? {
    while let here, let last = stops.last, last.isSame(as: here) { stops.removeLast() }
    return stops.popLast()
  }
}
