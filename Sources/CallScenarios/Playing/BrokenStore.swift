import CallInterface
import CallRuntime

/// A store of call-backs that has no room.
struct BrokenStore: CallbackKeeping {
  func keep(_ request: CallbackRequest, of call: PromisingCall) async -> CallbackAnswer {
    .failed("the scenario lets no call-back be stored")
  }

  func confirm(_ id: Int) async {}
  func withdraw(_ id: Int) async {}
}
