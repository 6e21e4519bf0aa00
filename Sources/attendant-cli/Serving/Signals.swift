@preconcurrency import Dispatch
import Foundation

/// Signals of the system, to be waited for one after another.
final class Signals: Sendable {
  private let arrivals: AsyncStream<Void>
  /// Kept alive; immutable.
  private let sources: [any DispatchSourceSignal]

  init(_ numbers: [Int32]) {
    let (arrivals, mailbox) = AsyncStream.makeStream(of: Void.self)
    self.arrivals = arrivals
    sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { mailbox.yield() }
      source.resume()
      return source
    }
  }

  /// Waits for the next one.
  func next() async {
    for await _ in arrivals { return }
  }
}
