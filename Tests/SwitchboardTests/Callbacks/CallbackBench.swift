import CallInterface
import Foundation
import GRDB
import Logging
import MetricsTestKit
import Switchboard
import Synchronization

@testable import CallStore

/// A worker with a store of its own, a clock that stands, and a telephone whose calls end as the test says.
final class CallbackBench: Sendable {
  struct Ringing: Sendable {
    let id: Int64
    let destination: String
    let answered: @Sendable () async -> Void
    let end: @Sendable (CallbackResult) -> Void
  }

  /// Hours that a test opens and closes.
  final class Hours: OpeningHours {
    let opening = Mutex<Int64?>(nil)
    func isOpen(at now: Int64) -> Bool { opening.withLock { $0 == nil } }
    func nextOpening(after now: Int64) -> Int64? { opening.withLock(\.self) }
  }

  static let minute: Int64 = 60_000
  let folder: URL
  let store: CallbackStore
  let metrics = TestMetrics()
  let hours = Hours()
  let clock = Mutex<Int64>(0)
  let options: CallbackOptions
  private let calls: AsyncStream<Ringing>
  private let began: AsyncStream<Ringing>.Continuation

  init(mostPages: Int? = nil, change: (inout CallbackOptions) -> Void = { _ in }) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try await CallbackStore.open(folder.appending(path: "s").path, mostPages: mostPages)
    var options = CallbackOptions(to: "sip:{number}@pbx", from: "sip:me@pbx")
    options.hours = hours
    options.rules.tries = 3
    options.allowance = TransferAllowance(["sip:1*@pbx"])
    change(&options)
    self.options = options
    (calls, began) = AsyncStream.makeStream(of: Ringing.self)
  }

  func worker() -> CallbackWorker {
    CallbackWorker(
      store, options, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }, metrics: metrics,
      now: { self.clock.withLock(\.self) },
      place: { [began] callback, destination, answered in
        let (ends, end) = AsyncStream.makeStream(of: CallbackResult.self)
        began.yield(
          Ringing(id: callback.id, destination: destination, answered: answered) { end.yield($0) })
        for await result in ends { return result }
        return .lost
      })
  }

  func promise(_ number: String, within minutes: Int64 = 24 * 60) async throws -> Int64 {
    let now = clock.withLock(\.self)
    return try await store.keep(
      CallbackPromise(
        call: "c", flow: "f", number: number, language: "en", requested: now, due: now + minutes * Self.minute))
  }

  func pass(minutes: Int64) { clock.withLock { $0 += minutes * Self.minute } }

  /// The next call that rings.
  func ringing() async -> Ringing? {
    for await call in calls { return call }
    return nil
  }

  func state(_ id: Int64) async throws -> CallbackState? { try await store.callback(id)?.progress.state }

  /// Waits until the call-back is in another state than that of a call.
  func settled(_ id: Int64) async throws -> CallbackState? {
    while true {
      let state = try await state(id)
      guard case .calling = state else { return state }
      await Task.yield()
    }
  }

  func close() async throws {
    try await store.close()
    try FileManager.default.removeItem(at: folder)
  }
}

extension CallbackStore {
  /// Lets nobody write from now on, or again.
  func deny(_ isDenied: Bool) async throws {
    try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = \(isDenied)") }
  }
}
