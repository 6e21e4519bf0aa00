import Foundation
import GRDB
import Testing

@testable import CallStore

@Suite("What can be wrong with a store")
struct FaultTests {
  private func fault(_ body: () async throws -> Void) async -> CallStoreFault? {
    do {
      try await body()
      return nil
    } catch {
      return error as? CallStoreFault
    }
  }

  @Test("every change is on the disk before it is told")
  func synchronous() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let (mode, level) = try await store.write { db in
      (
        try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous")
      )
    }
    #expect(mode == "wal")
    #expect(level == 2)
    try await store.close()
  }

  @Test("a process that writes for long")
  func locked() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path, patience: .milliseconds(20))
    var held = Configuration()
    held.allowsUnsafeTransactions = true
    let holder = try DatabaseQueue(path: scratch.path, configuration: held)
    try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let promise = Scratch.promise("1", due: 1)
    #expect(await fault { _ = try await store.keep(promise) } == .locked)
    // Looking is possible all the while.
    #expect(try await store.figures().waiting == 0)
    try await holder.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try await store.keep(promise) > 0)
    try holder.close()
    try await store.close()
  }

  @Test("a full disk: nothing of what was told is lost, and it goes on when there is room")
  func full() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path, mostPages: 40)
    var promise = Scratch.promise("1", due: 1)
    promise.reason = String(repeating: "x", count: 3000)
    var told: [Int64] = []
    var found: CallStoreFault?
    while found == nil, told.count < 1000 {
      do {
        told.append(try await store.keep(promise))
      } catch {
        found = error
      }
    }
    #expect(found == .full)
    #expect(!told.isEmpty)
    #expect(try await store.figures().waiting == told.count)
    try await store.close()
    let again = try await CallbackStore.open(scratch.path)
    #expect(try await again.figures().waiting == told.count)
    #expect(try await again.keep(promise) > told.count)
    try await again.close()
  }

  @Test("a file that is none", arguments: ["this is no database, and long enough to be looked at as one. ", "x"])
  func noDatabase(_ text: String) async throws {
    let scratch = try Scratch()
    let bytes = Data(String(repeating: text, count: 200).utf8)
    try bytes.write(to: URL(fileURLWithPath: scratch.path))
    let fault = await fault { _ = try await CallbackStore.open(scratch.path) }
    guard case .corrupt = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    // Whatever it is, it is left alone.
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.path)) == bytes)
  }

  @Test("a damaged file")
  func damaged() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    for number in 0..<200 { _ = try await store.keep(Scratch.promise("\(number)", due: 1)) }
    try await store.close()
    let file = URL(fileURLWithPath: scratch.path)
    var bytes = try Data(contentsOf: file)
    #expect(bytes.count > 5 * 4096)
    for place in 4096..<bytes.count { bytes[place] = 0xA5 }
    try bytes.write(to: file)
    let fault = await fault { _ = try await CallbackStore.open(scratch.path) }
    guard case .corrupt = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test("a row in a state that there is not")
  func strange() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    let id = try await store.keep(Scratch.promise("1", due: 1))
    try await store.write { db in
      try db.execute(sql: "UPDATE callbacks SET state = 'failed', next = NULL, closed = 1, failure = 'sulking'")
    }
    #expect(
      await fault { _ = try await store.callback(id) } == .corrupt("call-back 1 is in no state that there is"))
    try await store.close()
  }

  @Test("a newer version's, and another program's")
  func others() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    try await store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
    try await store.close()
    #expect(await fault { _ = try await CallbackStore.open(scratch.path) } == .newerSchema)
    let path = scratch.folder.appending(path: "other").path
    let other = try DatabaseQueue(path: path)
    try await other.write { try $0.execute(sql: "CREATE TABLE sheep (name TEXT)") }
    try other.close()
    #expect(await fault { _ = try await CallbackStore.open(path) } == .foreign)
    #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
  }

  @Test("a folder that is not there, a folder instead of a file")
  func places() async throws {
    let scratch = try Scratch()
    for path in [scratch.folder.path, scratch.folder.path + "/none/calls.sqlite"] {
      let fault = await fault { _ = try await CallbackStore.open(path) }
      guard case .cannotOpen = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
  }

  @Test("a file that can only be read", .enabled(if: geteuid() != 0, "root may write everything"))
  func readOnly() async throws {
    let scratch = try Scratch()
    try await CallbackStore.open(scratch.path).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: scratch.path)
    #expect(await fault { _ = try await CallbackStore.open(scratch.path) } == .readOnly)
  }

  @Test("what SQLite says is told as what it means")
  func codes() {
    for (code, fault) in [
      (ResultCode.SQLITE_BUSY, CallStoreFault.locked), (.SQLITE_LOCKED, .locked), (.SQLITE_READONLY, .readOnly),
      (.SQLITE_FULL, .full), (.SQLITE_CORRUPT, .corrupt("m")), (.SQLITE_NOTADB, .corrupt("m")),
      (.SQLITE_CANTOPEN, .cannotOpen("m")), (.SQLITE_IOERR, .failed("m")),
    ] {
      #expect(CallStoreFault(DatabaseError(resultCode: code, message: "m")) == fault)
    }
  }

  @Test("promises that are none")
  func bad() async throws {
    let scratch = try Scratch()
    let store = try await CallbackStore.open(scratch.path)
    for promise in [
      Scratch.promise("", due: 1), Scratch.promise("1\0", due: 1), Scratch.promise("1", at: 2, due: 1),
    ] {
      guard case .badPromise = await fault({ _ = try await store.keep(promise) }) else {
        Issue.record("\(promise.number.debugDescription) was kept")
        continue
      }
    }
    #expect(try await store.figures() == CallbackFigures())
    try await store.close()
  }
}
