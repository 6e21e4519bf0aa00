import Dispatch

/// Holds a thread until a test lets it go on.
final class Gate: Sendable {
  private let opened = DispatchSemaphore(value: 0)
  private let reached: AsyncStream<Void>
  private let reach: AsyncStream<Void>.Continuation

  init() { (reached, reach) = AsyncStream.makeStream() }

  /// Returns when somebody waits.
  func isReached() async {
    for await _ in reached { return }
  }

  func wait() {
    reach.yield()
    opened.wait()
  }

  func open() { opened.signal() }
}
