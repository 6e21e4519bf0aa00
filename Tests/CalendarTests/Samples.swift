import CalendarSources
import Calendars
import FlowDocument
import Testing

/// Lines as a flow would give them; the place is the order.
struct Lines {
  var all: [HoursLine] = []

  mutating func open(_ days: HoursLine.Days, _ from: String, _ to: String, label: String = "") throws {
    add(days, .open(try HourSpan(from: from, to: to)), label)
  }

  mutating func closed(_ days: HoursLine.Days, _ from: String, _ to: String, label: String = "") throws {
    add(days, .closed(try HourSpan(from: from, to: to)), label)
  }

  mutating func closed(_ days: HoursLine.Days, label: String = "") {
    add(days, .closedAllDay, label)
  }

  private mutating func add(_ days: HoursLine.Days, _ effect: HoursLine.Effect, _ label: String) {
    all.append(HoursLine(days, effect, label: label, at: SourceLocation(line: all.count + 1, column: 1)))
  }

  static func make(_ build: (inout Lines) throws -> Void) throws -> CalendarHours {
    var lines = Lines()
    try build(&lines)
    return CalendarHours(lines.all)
  }
}

extension HoursLine.Days {
  static func on(_ day: String) throws -> Self { .date(try #require(CivilDay(day))) }
  static func from(_ first: String, _ last: String) throws -> Self {
    .range(from: try #require(CivilDay(first)), through: try #require(CivilDay(last)))
  }
  static func every(_ days: String) throws -> Self { .weekly(try Weekdays(text: days)) }
}

/// `2027-02-20`, `10:00` by the zone's clock, in milliseconds since 1970.
func moment(_ day: String, _ time: String, in zone: ZoneRules) throws -> Int64 {
  let local = Int64(try #require(CivilDay(day)).number) * 86_400 + Int64(try HourSpan.minute(time)) * 60
  return zone.instant(ofLocal: local) * 1000
}

/// The calendar of the language's own description.
func desk() throws -> BusinessCalendar {
  let hours = try Lines.make {
    try $0.open(.every("mon-fri"), "08:00", "22:30")
    try $0.open(.every("sat sun"), "09:00", "18:00")
    $0.closed(try .from("2027-02-06", "2027-02-12"), label: "spring-festival")
    try $0.open(.on("2027-02-20"), "08:00", "22:30")
  }
  return BusinessCalendar(hours, in: try ZoneDatabase.system.zone("Asia/Shanghai"))
}
