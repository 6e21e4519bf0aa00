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

  /// Stores a promise.
  /// - Returns: its id, once it is on the disk.
  public func keep(_ promise: CallbackPromise) async throws(CallStoreFault) -> Int64 {
    let texts = [promise.call, promise.flow, promise.number, promise.name, promise.reason, promise.language]
    guard !texts.contains(where: { $0?.contains("\0") == true }) else { throw .badPromise("a text has a NUL in it") }
    guard !promise.number.isEmpty else { throw .badPromise("no number") }
    guard promise.due >= promise.requested else { throw .badPromise("it is due before it is asked for") }
    return try await write { db in
      try db.execute(
        sql: """
          INSERT INTO callbacks (call, flow, number, name, reason, language, requested, due, state, next)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
          """,
        arguments: [
          promise.call, promise.flow, promise.number, promise.name, promise.reason, promise.language,
          promise.requested, promise.due, promise.requested,
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
