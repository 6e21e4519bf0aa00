import CallInterface

/// What time a call runs in.
public enum RunnerClock: Hashable, Sendable {
  /// Time passes.
  case real
  /// Time jumps to whatever comes next: a call takes no longer than its work, and takes the same course on every
  /// machine. It stands still while the call fetches, unless its loader says how long that takes
  /// (`ResourceLoading.virtualDelay`). Ends the call once `limit` has passed.
  case virtual(limit: Duration = .seconds(3600))

  var isVirtual: Bool {
    switch self {
    case .real: false
    case .virtual: true
    }
  }

  /// The last moment of a call that does not end by itself.
  var limit: CallInstant? {
    switch self {
    case .real: nil
    case .virtual(let limit): .start.advanced(by: limit)
    }
  }
}
