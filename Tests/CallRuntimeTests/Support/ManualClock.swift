import Synchronization

/// Milliseconds since 1970 that pass when the test says so.
final class ManualClock: Sendable {
  private let state = Mutex<Int64>(1_800_000_000_000)

  var now: @Sendable () -> Int64 {
    { self.state.withLock { $0 } }
  }

  func advance(seconds: Int64) {
    state.withLock { $0 += seconds * 1000 }
  }
}
