import CSockets
import Glibc
import Synchronization

/// A thread of the operating system that somebody waits for at its end.
package final class NamedThread: Sendable {
  private final class Work: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(_ name: String, _ run: @escaping @Sendable () -> Void) {
      self.name = name
      self.run = run
    }
  }

  private let thread: pthread_t

  /// - Parameter name: at most 15 letters, for tools that list threads.
  package init(_ name: String, _ run: @escaping @Sendable () -> Void) throws(MediaFault) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(name, run))
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
        _ = attendant_thread_name(String(work.name.prefix(15)))
        work.run()
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      throw .system("no thread can be made", code: code)
    }
    self.thread = thread
  }

  /// Waits for its end; once.
  package func join() {
    pthread_join(thread, nil)
  }
}
