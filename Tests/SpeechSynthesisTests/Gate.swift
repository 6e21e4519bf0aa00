import Synchronization

/// Holds tasks until a test opens it.
actor Gate {
  private var isOpen = false
  private var held: [CheckedContinuation<Void, Never>] = []
  private var watchers: [CheckedContinuation<Void, Never>] = []
  private var hasComer = false

  func pass() async {
    hasComer = true
    for watcher in watchers { watcher.resume() }
    watchers = []
    if !isOpen { await withCheckedContinuation { held.append($0) } }
  }

  func waitForSomebody() async {
    if !hasComer { await withCheckedContinuation { watchers.append($0) } }
  }

  func open() {
    isOpen = true
    for task in held { task.resume() }
    held = []
  }
}

/// Counts what many tasks do.
final class Counter: Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  func add() {
    number.withLock { $0 += 1 }
  }
}
