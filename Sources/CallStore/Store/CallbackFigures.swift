import GRDB

/// How many call-backs are how far.
public struct CallbackFigures: Hashable, Sendable {
  public var waiting = 0
  public var calling = 0
  public var kept = 0
  public var failed = 0
  /// Of those that are waiting or calling: past their deadline.
  public var overdue = 0
  /// Of all there ever were: not kept in time, whatever came later.
  public var everOverdue = 0

  public init() {}

  init(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT state, overdue IS NOT NULL AS late, count(*) AS number FROM callbacks GROUP BY 1, 2")
    for row in rows {
      let number: Int = row["number"]
      let state: String = row["state"]
      let isLate: Bool = row["late"]
      if isLate { everOverdue += number }
      if isLate, state == "waiting" || state == "calling" { overdue += number }
      switch state {
      case "waiting": waiting += number
      case "calling": calling += number
      case "kept": kept += number
      default: failed += number
      }
    }
  }
}
