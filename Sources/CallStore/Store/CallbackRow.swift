import GRDB

/// Call-backs as rows. What stands there in a form that we never wrote is damage, not a reason to crash.
enum CallbackRow {
  static func callback(_ id: Int64, in db: Database) throws -> StoredCallback? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM callbacks WHERE id = ?", arguments: [id]) else {
      return nil
    }
    let attempts = try Row.fetchAll(
      db, sql: "SELECT * FROM attempts WHERE callback = ? ORDER BY attempt", arguments: [id]
    ).map(attempt)
    let promise = CallbackPromise(
      call: row["call"], flow: row["flow"], number: row["number"], name: row["name"], reason: row["reason"],
      language: row["language"], requested: row["requested"], due: row["due"])
    let progress = CallbackProgress(
      state: try state(row, attempts.last), tries: row["tries"], due: promise.due, overdueSince: row["overdue"])
    return StoredCallback(id: id, promise: promise, progress: progress, attempts: attempts)
  }

  /// Writes how far it is, and what that says of its last attempt.
  static func update(
    _ callback: StoredCallback, _ result: CallbackResult? = nil, at now: Int64, in db: Database
  ) throws {
    var next: Int64?
    var worker: Int64?
    var closed: Int64?
    var failure: String?
    let state: String
    switch callback.progress.state {
    case .waiting(let from): (state, next) = ("waiting", from)
    case .calling(let claim): (state, worker) = ("calling", claim.worker)
    case .kept(let at): (state, closed) = ("kept", at)
    case .failed(let why, let at): (state, closed, failure) = ("failed", at, why.rawValue)
    }
    try db.execute(
      sql: """
        UPDATE callbacks SET state = ?, tries = ?, overdue = ?, next = ?, worker = ?, closed = ?, failure = ?
        WHERE id = ?
        """,
      arguments: [
        state, callback.progress.tries, callback.progress.overdueSince, next, worker, closed, failure, callback.id,
      ])
    if case .calling(let claim) = callback.progress.state {
      try db.execute(
        sql: """
          INSERT INTO attempts (callback, attempt, began, answered) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET answered = excluded.answered
          """,
        arguments: [callback.id, number(of: claim, in: callback), claim.began, claim.answered])
    } else if let result {
      try db.execute(
        sql: "UPDATE attempts SET ended = ?, result = ? WHERE callback = ? AND ended IS NULL",
        arguments: [now, result.rawValue, callback.id])
    }
  }

  /// The attempt that goes on, or a new one.
  private static func number(of claim: CallbackClaim, in callback: StoredCallback) -> Int {
    callback.attempts.last?.ended == nil && !callback.attempts.isEmpty
      ? callback.attempts.count : callback.attempts.count + 1
  }

  private static func attempt(_ row: Row) throws -> CallbackAttempt {
    let text: String? = row["result"]
    let result = try text.map { text in
      guard let result = CallbackResult(rawValue: text) else {
        throw CallStoreFault.corrupt("no attempt has the result '\(text)'")
      }
      return result
    }
    return CallbackAttempt(began: row["began"], answered: row["answered"], ended: row["ended"], result: result)
  }

  private static func state(_ row: Row, _ last: CallbackAttempt?) throws -> CallbackState {
    let name: String = row["state"]
    switch (name, row["next"] as Int64?, row["worker"] as Int64?, row["closed"] as Int64?) {
    case ("waiting", let next?, _, _): return .waiting(from: next)
    case ("calling", _, let worker?, _):
      guard let last, last.ended == nil else { break }
      return .calling(CallbackClaim(worker: worker, began: last.began, answered: last.answered))
    case ("kept", _, _, let closed?): return .kept(at: closed)
    case ("failed", _, _, let closed?):
      guard let failure = CallbackFailure(rawValue: row["failure"] ?? "") else { break }
      return .failed(failure, at: closed)
    default: break
    }
    throw CallStoreFault.corrupt("call-back \(row["id"] as Int64) is in no state that there is")
  }
}
