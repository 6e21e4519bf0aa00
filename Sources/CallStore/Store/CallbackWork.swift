import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One stint of working a store off; at most one goes on at a time, in whatever process. A lock of the system on the file
/// `PATH-worker` says so: it ends with its process, however that dies, and no clock or process number has to be trusted.
/// So whatever is claimed when a stint begins was left by one whose process is dead.
public final class CallbackWork: Sendable {
  public let id: Int64
  public let rules: CallbackRules
  /// Call-backs that an earlier stint left while it called.
  public let found: Int
  private let store: CallbackStore
  private let lock: StintLock

  private init(id: Int64, rules: CallbackRules, found: Int, store: CallbackStore, lock: StintLock) {
    self.id = id
    self.rules = rules
    self.found = found
    self.store = store
    self.lock = lock
  }

  /// Begins a stint, and settles what the one before has left behind.
  /// - Parameter now: in milliseconds since 1970, as all times here.
  /// - Returns: `nil` where another process works.
  public static func begin(
    on store: CallbackStore, by rules: CallbackRules, at now: Int64
  ) async throws(CallStoreFault) -> CallbackWork? {
    guard let lock = try StintLock.take("\(store.path)-worker") else { return nil }
    let host = ProcessInfo.processInfo.hostName
    let pid = Int(ProcessInfo.processInfo.processIdentifier)
    let (id, found) = try await store.write { db in
      try db.execute(
        sql: "INSERT INTO workers (host, pid, began) VALUES (?, ?, ?)", arguments: [host, pid, now])
      let id = db.lastInsertedRowID
      let left = try Int64.fetchAll(db, sql: "SELECT id FROM callbacks WHERE state = 'calling' ORDER BY id")
      for callback in left { try take(.abandoned, callback, .lost, at: now, by: rules, in: db) }
      return (id, left.count)
    }
    return CallbackWork(id: id, rules: rules, found: found, store: store, lock: lock)
  }

  /// Lets others work. What is claimed should have ended before.
  public func end() { lock.release() }

  /// Marks what has become overdue, and gives up what is too late.
  /// - Returns: how many were marked, and how many given up.
  public func passTime(at now: Int64) async throws(CallStoreFault) -> (overdue: Int, late: Int) {
    try await store.write { [rules] db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM callbacks WHERE state IN ('waiting', 'calling')
            AND (due < ? AND overdue IS NULL OR due < ? AND state = 'waiting')
          """, arguments: [now, now - rules.late.milliseconds])
      var (overdue, late) = (0, 0)
      for id in ids {
        guard let (before, after) = try Self.take(.timePassed, id, at: now, by: rules, in: db) else { continue }
        if before.overdueSince == nil, after.overdueSince != nil { overdue += 1 }
        if case .failed = after.state { late += 1 }
      }
      return (overdue, late)
    }
  }

  /// Claims what may be called now, the most urgent first, one of each number, none whose number is being called. The claim
  /// is on the disk before anything rings.
  public func claim(most: Int, at now: Int64) async throws(CallStoreFault) -> [StoredCallback] {
    guard most > 0 else { return [] }
    return try await store.write { [id, rules] db in
      // The other columns are those of the row with the minimum (SQLite's "bare columns").
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, min(due) FROM callbacks WHERE state = 'waiting' AND next <= ?
            AND number NOT IN (SELECT number FROM callbacks WHERE state = 'calling')
          GROUP BY number ORDER BY min(due), id LIMIT ?
          """, arguments: [now, most])
      return try rows.compactMap { row in
        let callback: Int64 = row["id"]
        guard let (_, after) = try Self.take(.claimed(worker: id), callback, at: now, by: rules, in: db),
          case .calling = after.state
        else { return nil }
        return try CallbackRow.callback(callback, in: db)
      }
    }
  }

  /// Somebody has answered. To be told, and waited for, before they hear anything.
  public func answered(_ callback: Int64, at now: Int64) async throws(CallStoreFault) {
    try await store.write { [rules] db in
      _ = try Self.take(.answered, callback, at: now, by: rules, in: db)
    }
  }

  /// A try is over.
  /// - Returns: how far the call-back is now.
  @discardableResult
  public func ended(
    _ callback: Int64, _ result: CallbackResult, at now: Int64
  ) async throws(CallStoreFault) -> CallbackState? {
    try await store.write { [rules] db in
      try Self.take(.ended(result), callback, result, at: now, by: rules, in: db)?.after.state
    }
  }

  /// When something is next to be done: called, or marked as overdue. `nil`: nothing is known of.
  public func nextMoment() async throws(CallStoreFault) -> (call: Int64?, due: Int64?) {
    try await store.read { db in
      (
        try Int64.fetchOne(db, sql: "SELECT min(next) FROM callbacks WHERE state = 'waiting'"),
        try Int64.fetchOne(
          db, sql: "SELECT min(due) FROM callbacks WHERE state IN ('waiting', 'calling') AND overdue IS NULL")
      )
    }
  }

  /// One event of one call-back.
  @discardableResult
  private static func take(
    _ event: CallbackEvent, _ id: Int64, _ result: CallbackResult? = nil, at now: Int64, by rules: CallbackRules,
    in db: Database
  ) throws -> (before: CallbackProgress, after: CallbackProgress)? {
    guard var callback = try CallbackRow.callback(id, in: db) else { return nil }
    let before = callback.progress
    if callback.progress.take(event, at: now, by: rules) {
      try CallbackRow.update(callback, result, at: now, in: db)
    }
    return (before, callback.progress)
  }
}
