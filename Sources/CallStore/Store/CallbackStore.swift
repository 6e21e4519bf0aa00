import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Promises of call-backs in an SQLite file. What `keep` has returned for survives a kill and a loss of power: the file is
/// in WAL mode, and every change is on the disk before it is told (`synchronous=FULL`).
///
/// Several processes of one machine may store promises in one file; one of them at a time works them off (`CallbackWork`).
/// The file must lie on a disk of this machine: locks of network file systems cannot be relied on.
public final class CallbackStore: Sendable {
  public let path: String
  let pool: DatabasePool

  private init(path: String, pool: DatabasePool) {
    self.path = path
    self.pool = pool
  }

  /// Opens the file, and makes it where there is none; its folder must be there.
  /// - Parameters:
  ///   - patience: how long another process that writes is waited for.
  ///   - mostPages: of 4096 bytes; more are refused as a full disk is. `nil`: as many as there is room for.
  public static func open(
    _ path: String, patience: Duration = .seconds(5), mostPages: Int? = nil
  ) async throws(CallStoreFault) -> CallbackStore {
    do {
      // Opening reads the whole file once and may wait for a lock: not on a thread that others need.
      return try await offThread {
        var configuration = Configuration()
        configuration.label = "call store"
        configuration.busyMode = .timeout(Double(patience.milliseconds) / 1000)
        try check(path, configuration)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
          // Set again here: the pool has just made it NORMAL, with which the last promises go when power does.
          try db.execute(sql: "PRAGMA synchronous = FULL")
          if let mostPages { try db.execute(sql: "PRAGMA max_page_count = \(mostPages)") }
        }
        try StoreSchema.migrate(pool)
        try StoreFolder.sync(of: path)
        return CallbackStore(path: path, pool: pool)
      }
    } catch {
      throw CallStoreFault(error)
    }
  }

  /// Stores a promise that may be kept at once.
  /// - Returns: its id, once it is on the disk.
  public func keep(_ promise: CallbackPromise) async throws(CallStoreFault) -> Int64 {
    guard let id = try await keep(promise, from: promise.requested, isWanted: { true }) else {
      throw .badPromise("nobody wants it")
    }
    return id
  }

  /// Stores a promise of which nobody has been told yet: `confirm` or `withdraw` says what became of it. Where neither
  /// comes, because the process died, it is called from `hold` on: somebody may have been told of it.
  /// - Parameters:
  ///   - hold: in milliseconds since 1970.
  ///   - isWanted: asked when the store is about to write, however long that was waited for.
  /// - Returns: its id, once it is on the disk; `nil` where it was not wanted any more, and is not stored.
  public func hold(
    _ promise: CallbackPromise, until hold: Int64, isWanted: @escaping @Sendable () -> Bool
  ) async throws(CallStoreFault) -> Int64? {
    try await keep(promise, from: hold, isWanted: isWanted)
  }

  /// A promise that was held may be kept from when it was asked for.
  public func confirm(_ id: Int64) async throws(CallStoreFault) {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE callbacks SET next = requested WHERE id = ? AND state = 'waiting'
            AND NOT EXISTS (SELECT 1 FROM attempts WHERE callback = callbacks.id)
          """, arguments: [id])
    }
  }

  /// A promise that was held is none, and goes.
  /// - Returns: `false` where it is too late: it is being called, or has been.
  public func withdraw(_ id: Int64) async throws(CallStoreFault) -> Bool {
    try await write { db in
      try db.execute(
        sql: """
          DELETE FROM callbacks WHERE id = ? AND NOT EXISTS (SELECT 1 FROM attempts WHERE callback = callbacks.id)
          """, arguments: [id])
      return try CallbackRow.callback(id, in: db) == nil
    }
  }

  private func keep(
    _ promise: CallbackPromise, from: Int64, isWanted: @escaping @Sendable () -> Bool
  ) async throws(CallStoreFault) -> Int64? {
    let texts = [promise.call, promise.flow, promise.number, promise.name, promise.reason, promise.language]
    guard !texts.contains(where: { $0?.contains("\0") == true }) else { throw .badPromise("a text has a NUL in it") }
    guard !promise.number.isEmpty else { throw .badPromise("no number") }
    guard promise.due >= promise.requested else { throw .badPromise("it is due before it is asked for") }
    return try await write { db in
      guard isWanted() else { return nil }
      try db.execute(
        sql: """
          INSERT INTO callbacks (call, flow, number, name, reason, language, requested, due, state, next)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
          """,
        arguments: [
          promise.call, promise.flow, promise.number, promise.name, promise.reason, promise.language,
          promise.requested, promise.due, from,
        ])
      return db.lastInsertedRowID
    }
  }

  public func callback(_ id: Int64) async throws(CallStoreFault) -> StoredCallback? {
    try await read { db in try CallbackRow.callback(id, in: db) }
  }

  /// All promises of a call, in order.
  public func callbacks(ofCall call: String) async throws(CallStoreFault) -> [StoredCallback] {
    try await read { db in
      try Int64.fetchAll(db, sql: "SELECT id FROM callbacks WHERE call = ? ORDER BY id", arguments: [call])
        .compactMap { try CallbackRow.callback($0, in: db) }
    }
  }

  public func figures() async throws(CallStoreFault) -> CallbackFigures {
    try await read { db in try CallbackFigures(db) }
  }

  /// Closes the file. Nothing can be asked of the store afterwards.
  public func close() async throws(CallStoreFault) {
    do {
      try await Self.offThread { [pool] in try pool.close() }
    } catch {
      throw CallStoreFault(error)
    }
  }

  // MARK: Access

  /// One transaction. It is not cancelled with the task that asks for it: what is told to be stored is stored.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CallStoreFault) -> Value {
    do {
      return try await Task { [pool] in try await pool.write(body) }.value
    } catch {
      throw CallStoreFault(error)
    }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CallStoreFault) -> Value {
    do {
      return try await pool.read(body)
    } catch {
      throw CallStoreFault(error)
    }
  }

  // MARK: Opening

  private static func offThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
    }
  }

  private static func check(_ path: String, _ configuration: Configuration) throws {
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard !isFolder.boolValue else { throw CallStoreFault.cannotOpen("'\(path)' is a folder") }
    guard access(path, W_OK) == 0 else { throw CallStoreFault.readOnly }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.read { try StoreSchema.check($0) }
    try queue.close()
  }
}
