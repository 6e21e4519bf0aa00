public import CallInterface
public import CallRuntime
public import CallStore
import Synchronization

/// Keeps what flows promise in a store. A number that could never be called is refused at once, so that nobody is promised
/// what cannot be kept.
public final class StoredCallbacks: CallbackKeeping {
  private let store: CallbackStore
  /// `nil`: others call, and know where.
  private let options: CallbackOptions?
  private let worker = Mutex<CallbackWorker?>(nil)

  public init(_ store: CallbackStore, _ options: CallbackOptions?) {
    self.store = store
    self.options = options
  }

  /// Is told of each promise from now on.
  public func tell(_ worker: CallbackWorker) {
    self.worker.withLock { $0 = worker }
  }

  public func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
    // The same number in one form only, so that it is not called twice at once.
    guard let number = CallbackNumber.digits(of: request.number) else { return .badNumber(request.number) }
    if let options {
      do throws(CallbackRefusal) {
        _ = try options.destination(of: request.number)
      } catch {
        return error == .forbidden ? .forbidden(request.number) : .badNumber(request.number)
      }
    }
    let promise = CallbackPromise(
      call: call.id, flow: call.flow, number: number, name: request.name, reason: request.reason,
      language: request.language, requested: call.time, due: call.time + request.within.wholeMilliseconds)
    do throws(CallStoreFault) {
      let id = try await store.keep(promise)
      worker.withLock { $0 }?.poke()
      return .stored(id: Int(id))
    } catch {
      return .failed("\(error)")
    }
  }
}
