import Glibc
import Synchronization

/// Threads that were told to end. A process must not exit under them: the engine's last acts of a thread need libraries
/// that the exit takes down. So they are joined, at the latest when the process exits.
enum EndingThreads {
  private struct Ending {
    let thread: pthread_t
    /// It does no more work of ours, only the engine's last acts.
    var isDone = false
  }
  private static let threads = Mutex<[Ending]>([])
  /// Registered with the first thread.
  private static let waitsAtExit: Bool = atexit { EndingThreads.join { _ in true } } == 0

  /// To be called once for each thread, when it is told to end.
  static func add(_ thread: pthread_t) {
    _ = waitsAtExit
    join { $0.isDone }
    threads.withLock { $0.append(Ending(thread: thread)) }
  }

  /// The last thing that a thread does itself.
  static func isDone(_ thread: pthread_t) {
    threads.withLock { threads in
      for index in threads.indices where pthread_equal(threads[index].thread, thread) != 0 {
        threads[index].isDone = true
      }
    }
  }

  private static func join(_ which: (Ending) -> Bool) {
    let joined = threads.withLock { threads in
      let joined = threads.filter { which($0) && pthread_equal($0.thread, pthread_self()) == 0 }
      threads.removeAll { ending in joined.contains { pthread_equal($0.thread, ending.thread) != 0 } }
      return joined.map(\.thread)
    }
    for thread in joined { pthread_join(thread, nil) }
  }
}
