import Glibc

/// A thread with a queue of work, done in order, and with work for later. The thread lives until `stop`.
///
/// `@unchecked Sendable`: `queue`, `timers`, `isWaiting` and `stopping` are only touched with `mutex` held; `identity` is written once, before
/// `init` returns.
final class LaneThread: @unchecked Sendable {
  enum Work {
    case job(UnownedJob, UnownedSerialExecutor, UnownedTaskExecutor)
    case closure(@Sendable () -> Void)
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var queue: [Work] = []
  private var timers = LaneTimers()
  private var isWaiting = false
  private var stopping = false
  private var identity = pthread_t()

  /// Starts the thread; `nil` if the system has none to give. `stackSize` in bytes.
  init?(stackSize: Int) {
    pthread_mutex_init(mutex, nil)
    var clock = pthread_condattr_t()
    pthread_condattr_init(&clock)
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &clock)
    pthread_condattr_destroy(&clock)
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
    change { queue.append(work) }
  }

  /// Does it when this time has passed, unless it is cancelled before.
  /// - Parameter delay: in nanoseconds.
  /// - Returns: what `cancel` takes.
  func schedule(after delay: Int64, _ body: @escaping LaneTimers.Body) -> Int {
    let due = Self.now.addingReportingOverflow(max(delay, 0))
    var number = 0
    change { number = timers.add(at: due.overflow ? .max : due.partialValue, body) }
    return number
  }

  func cancel(_ number: Int) {
    pthread_mutex_lock(mutex)
    timers.cancel(number)
    pthread_mutex_unlock(mutex)
  }

  /// How much is to be done later.
  var scheduled: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return timers.count
  }

  /// Ends the thread after the work that is queued now.
  func stop() {
    EndingThreads.add(identity)
    change { stopping = true }
  }

  /// Only a thread that waits need be woken.
  private func change(_ body: () -> Void) {
    pthread_mutex_lock(mutex)
    body()
    let wakes = isWaiting
    isWaiting = false
    pthread_mutex_unlock(mutex)
    if wakes { pthread_cond_signal(condition) }
  }

  private func main() {
    while let works = take() {
      for work in works {
        switch work {
        case .job(let job, let serial, let tasks): job.runSynchronously(isolatedTo: serial, taskExecutor: tasks)
        case .closure(let closure): closure()
        }
      }
    }
  }

  /// Everything queued and due, once there is something; `nil` when stopped.
  private func take() -> [Work]? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      var works = queue
      queue = []
      if let due = timers.nextDue, case let now = Self.now, due <= now {
        works += timers.take(until: now).map(Work.closure)
      }
      if !works.isEmpty { return works }
      if stopping { return nil }
      wait()
    }
  }

  private func wait() {
    isWaiting = true
    if let due = timers.nextDue {
      var until = timespec(tv_sec: Int(due / 1_000_000_000), tv_nsec: Int(due % 1_000_000_000))
      pthread_cond_timedwait(condition, mutex, &until)
    } else {
      pthread_cond_wait(condition, mutex)
    }
    isWaiting = false
  }

  /// In nanoseconds, of the clock that never jumps.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
