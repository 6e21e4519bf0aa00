import CSockets
import Foundation
import Synchronization

/// Threads that do nothing but wake every 5 ms: where they are late, the machine was busy or away, whatever runs on it.
final class Sleepers: Sendable {
  private static let pause: Int64 = 5_000_000

  private let wakes = Atomic<Int>(0)
  private let late = Atomic<Int>(0)
  /// The most, in nanoseconds.
  private let most = Atomic<Int64>(0)
  private let isOver = Atomic<Bool>(false)

  /// One for each processor.
  init() {
    for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { Thread.detachNewThread { self.run() } }
  }

  /// Ends them.
  func tell() {
    isOver.store(true, ordering: .relaxed)
    let (late, wakes) = (late.load(ordering: .relaxed), wakes.load(ordering: .relaxed))
    Table.row(
      "threads that only sleep, late by more than 20 ms", Double(late), "",
      String(
        format: "%.3f %%, most %lld ms", 100 * Double(late) / Double(max(wakes, 1)),
        most.load(ordering: .relaxed) / 1_000_000))
  }

  private func run() {
    _ = attendant_thread_precise()
    let start = ContinuousClock.now
    func now() -> Int64 { Int64((ContinuousClock.now - start) / .nanoseconds(1)) }
    var due = Self.pause
    while !isOver.load(ordering: .relaxed) {
      Thread.sleep(forTimeInterval: Double(max(due - now(), 0)) / 1e9)
      // Each moment that was slept through counts, as each packet does.
      let delay = now() - due
      var missed = delay
      while missed > 20_000_000 {
        late.add(1, ordering: .relaxed)
        missed -= Self.pause
      }
      most.max(delay, ordering: .relaxed)
      let steps = max(delay / Self.pause, 0) + 1
      wakes.add(Int(steps), ordering: .relaxed)
      due += steps * Self.pause
    }
  }
}
