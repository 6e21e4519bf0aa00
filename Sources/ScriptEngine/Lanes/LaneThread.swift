import Glibc

/// A thread with a queue of work, done in order. The thread lives until `stop`.
///
/// `@unchecked Sendable`: `queue` and `stopping` are only touched with `mutex` held; `identity` is written once, before
/// `init` returns.
final class LaneThread: @unchecked Sendable {
  enum Work {
    case job(UnownedJob, UnownedSerialExecutor)
    case closure(@Sendable () -> Void)
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var queue: [Work] = []
  private var stopping = false
  private var identity = pthread_t()

  /// Starts the thread; `nil` if the system has none to give. `stackSize` in bytes.
  init?(stackSize: Int) {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let me = Unmanaged.passRetained(self)
    let result = pthread_create(
      &identity, &attributes,
      { argument in
        guard let argument else { return nil }
        let thread = Unmanaged<LaneThread>.fromOpaque(argument).takeRetainedValue()
        thread.main()
        EndingThreads.isDone(thread.identity)
        return nil
      }, me.toOpaque())
    if result != 0 {
      me.release()
      return nil
    }
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Whether the caller runs on this thread.
  var isCurrent: Bool { pthread_equal(pthread_self(), identity) != 0 }

  func enqueue(_ work: Work) {
    pthread_mutex_lock(mutex)
    queue.append(work)
    pthread_mutex_unlock(mutex)
    pthread_cond_signal(condition)
  }

  /// Ends the thread after the work that is queued now.
  func stop() {
    EndingThreads.add(identity)
    pthread_mutex_lock(mutex)
    stopping = true
    pthread_mutex_unlock(mutex)
    pthread_cond_signal(condition)
  }

  private func main() {
    while let works = take() {
      for work in works {
        switch work {
        case .job(let job, let executor): job.runSynchronously(on: executor)
        case .closure(let closure): closure()
        }
      }
    }
  }

  /// Everything queued, once there is something; `nil` when stopped.
  private func take() -> [Work]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while queue.isEmpty {
      if stopping { return nil }
      pthread_cond_wait(condition, mutex)
    }
    let works = queue
    queue = []
    return works
  }
}
