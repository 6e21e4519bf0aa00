@preconcurrency import Dispatch
import Foundation

/// Signals of the system, to be waited for one after another.
final class Signals: Sendable {
  private let arrivals: AsyncStream<Int32>
  /// Kept alive; immutable.
  private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32]) {
    let (arrivals, mailbox) = AsyncStream.makeStream(of: Int32.self)
    self.arrivals = arrivals
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { mailbox.yield(number) }
      source.resume()
      return source
    }
  }

  /// Waits for the next one; `nil` where the task was cancelled.
  func next() async -> Int32? {
    for await number in arrivals { return number }
    return nil
  }
}
