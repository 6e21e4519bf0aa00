import GRDB

/// The tables of a call store. Other programs may read them: columns may be added, never renamed. All times are
/// milliseconds since 1970-01-01T00:00:00Z.
enum StoreSchema {
  /// "Attn": says whose database it is (SQLite's `application_id`).
  static let application: Int32 = 0x4174_746E

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("callbacks") { db in
      try db.execute(
        sql: """
          CREATE TABLE workers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            host TEXT NOT NULL,
            pid INTEGER NOT NULL,
            began INTEGER NOT NULL
          ) STRICT;
          CREATE TABLE callbacks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            call TEXT NOT NULL,
            flow TEXT NOT NULL,
            number TEXT NOT NULL,
            name TEXT,
            reason TEXT,
            language TEXT NOT NULL,
            requested INTEGER NOT NULL,
            due INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'calling', 'kept', 'failed')),
            tries INTEGER NOT NULL DEFAULT 0,
            overdue INTEGER,
            next INTEGER CHECK ((state = 'waiting') = (next IS NOT NULL)),
            worker INTEGER REFERENCES workers CHECK ((state = 'calling') = (worker IS NOT NULL)),
            closed INTEGER CHECK ((state IN ('kept', 'failed')) = (closed IS NOT NULL)),
            failure TEXT CHECK ((state = 'failed') = (failure IS NOT NULL))
          ) STRICT;
          CREATE INDEX callbacks_waiting ON callbacks (next) WHERE state = 'waiting';
          CREATE INDEX callbacks_calling ON callbacks (number) WHERE state = 'calling';
          CREATE INDEX callbacks_not_overdue ON callbacks (due) WHERE overdue IS NULL;
          CREATE TABLE attempts (
            callback INTEGER NOT NULL REFERENCES callbacks ON DELETE CASCADE,
            attempt INTEGER NOT NULL,
            began INTEGER NOT NULL,
            answered INTEGER,
            ended INTEGER,
            result TEXT CHECK ((ended IS NULL) = (result IS NULL)),
            PRIMARY KEY (callback, attempt)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }

  /// Refuses what is not ours, before anything of it is touched.
  static func check(_ db: Database) throws {
    let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    guard owner == application || (owner == 0 && isEmpty) else { throw CallStoreFault.foreign }
    if try migrator.hasBeenSuperseded(db) { throw CallStoreFault.newerSchema }
    let faults = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
    guard faults == ["ok"] else { throw CallStoreFault.corrupt(faults.joined(separator: "; ")) }
  }

  /// Brings what is ours up to date.
  static func migrate(_ pool: DatabasePool) throws {
    try pool.writeWithoutTransaction { db in
      guard try Int32.fetchOne(db, sql: "PRAGMA application_id") != application else { return }
      try db.execute(sql: "PRAGMA application_id = \(application)")
    }
    do {
      try migrator.migrate(pool)
    } catch {
      // Another process may have done the same at the same time; what else is wrong still is.
      try migrator.migrate(pool)
    }
  }
}
