import Dispatch
import Synchronization

/// Does asynchronous work while the calling thread stands still: C has no other way to wait.
func waiting<Value: Sendable>(for work: @escaping @Sendable () async -> Value) -> Value {
  let answer = OneAnswer<Value>()
  Task.detached { answer.give(await work()) }
  return answer.take()
}

/// A place where one value is put and waited for.
private final class OneAnswer<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let arrival = DispatchSemaphore(value: 0)

  func give(_ answer: Value) {
    value.withLock { $0 = answer }
    arrival.signal()
  }

  func take() -> Value {
    while true {
      arrival.wait()
      if let answer = value.withLock({ $0 }) { return answer }
    }
  }
}
