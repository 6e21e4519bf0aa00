import CSockets
import Synchronization

/// Tells what media threads found out, on a thread of its own, in order. Media threads never wait for it.
package final class MediaTeller: Sendable {
  private struct State {
    var waiting: [MediaTelling] = []
    var isOver = false
  }
  private let state = Mutex(State())
  private let event: Int32

  package init() throws(MediaFault) {
    event = attendant_event_open()
    guard event >= 0 else { throw .system("no event can be made", code: -event) }
  }

  deinit {
    _ = attendant_close(event)
  }

  /// Of a media thread: hands over all, or nothing where somebody has the list just now; then it tries again soon.
  /// - Returns: whether it was taken.
  package func take(_ tellings: inout [MediaTelling]) -> Bool {
    let isTaken = state.withLockIfAvailable { state -> Bool in
      state.waiting.append(contentsOf: tellings)
      return true
    }
    guard isTaken == true else { return false }
    tellings.removeAll(keepingCapacity: true)
    _ = attendant_event_raise(event)
    return true
  }

  /// What has been handed over is still told.
  package func stop() {
    state.withLock { $0.isOver = true }
    _ = attendant_event_raise(event)
  }

  package func run() {
    var tellings: [MediaTelling] = []
    while true {
      guard attendant_event_wait(event) >= 0 else { return }
      let isOver = state.withLock { state in
        swap(&state.waiting, &tellings)
        return state.isOver
      }
      for telling in tellings { telling.tell() }
      tellings.removeAll(keepingCapacity: true)
      if isOver { return }
    }
  }
}
