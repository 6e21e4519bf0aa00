import Foundation
import Synchronization

/// What is known of something that goes on elsewhere, and a way to wait for it to become what a test wants.
final class Watched<State: Sendable>: Sendable {
  private struct Inside {
    var state: State
    var waiting: [UUID: AsyncStream<Void>.Continuation] = [:]
  }
  private let inside: Mutex<Inside>

  init(_ state: State) {
    inside = Mutex(Inside(state: state))
  }

  var state: State { inside.withLock { $0.state } }

  func change(_ body: (inout State) -> Void) {
    let waiting = inside.withLock { inside in
      body(&inside.state)
      return Array(inside.waiting.values)
    }
    for one in waiting { one.yield() }
  }

  /// Waits until `look` sees something. The time limit of the test cancels the wait.
  /// - Throws: `GaveUp`, with what was waited for and what was there instead.
  func wait<Seen>(for what: String, _ look: (State) throws -> Seen?) async throws -> Seen {
    let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let name = UUID()
    inside.withLock { $0.waiting[name] = change }
    defer { inside.withLock { $0.waiting[name] = nil } }
    if let seen = try look(state) { return seen }
    for await _ in changes {
      if let seen = try look(state) { return seen }
    }
    throw GaveUp(what: what, state: "\(state)")
  }
}

/// Something did not happen before the test's time was up, or cannot happen any more.
struct GaveUp: Error, CustomStringConvertible {
  let what: String
  let state: String

  var description: String { "waited in vain for \(what); there was \(state)" }
}
