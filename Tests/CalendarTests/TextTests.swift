import Calendars
import FlowDocument
import Testing

enum FlowPlace {
  static let any = SourceLocation(line: 1, column: 1)
}

@Suite struct TextTests {
  @Test(arguments: [
    ("mon-fri", "mon tue wed thu fri"), ("sat sun", "sat sun"), ("fri-mon", "mon fri sat sun"),
    ("sun,wed tue", "tue wed sun"), ("Mon-Wed,fri", "mon tue wed fri"), ("wed-wed", "wed"),
  ])
  func daysOfTheWeek(_ text: String, _ expected: String) throws {
    let days = try Weekdays(text: text)
    #expect(Weekday.allCases.filter(days.contains).map(\.rawValue).joined(separator: " ") == expected)
  }

  @Test(arguments: [("", nil), ("monday", "mon"), ("mon-", nil), ("weekdays", nil), ("mo", nil), ("thurs-fri", "thu")])
  func noDays(_ text: String, _ suggestion: String?) {
    #expect { try Weekdays(text: text) } throws: { ($0 as? CalendarTextFault)?.suggestion == suggestion }
  }

  @Test(arguments: [("08:00", "22:30", 480, 1350), ("00:00", "24:00", 0, 1440), ("22:00", "02:00", 1320, 1560)])
  func hours(_ from: String, _ to: String, _ first: Int, _ end: Int) throws {
    #expect(try HourSpan(from: from, to: to).minutes == first..<end)
  }

  @Test(arguments: [
    ("8:00", "10:00"), ("24:00", "08:00"), ("08:60", "10:00"), ("08:00", "24:01"), ("08.00", "10:00"),
    ("-1:00", "10:00"), ("٠٨:٠٠", "10:00"), ("", ""), ("08:00:00", "10:00"), ("+8:00", "10:00"),
  ])
  func noHours(_ from: String, _ to: String) {
    #expect(throws: CalendarTextFault.self) { try HourSpan(from: from, to: to) }
  }

  @Test func days() throws {
    for number in stride(from: -100_000, to: 200_000, by: 13) {
      #expect(CivilDay(CivilDay(number: number).description)?.number == number)
    }
    #expect(CivilDay("1970-01-01")?.weekday == .thu)
    #expect(CivilDay("2027-02-06")?.weekday == .sat)
    for text in [
      "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "0000-01-01", "20270101", "2027-02-3O", "-027-01-01",
    ] {
      #expect(CivilDay(text) == nil, "\(text)")
    }
  }

  // MARK: Problems

  private func problems(_ build: (inout Lines) throws -> Void) throws -> [CalendarProblem] {
    try Lines.make(build).problems
  }

  @Test func theExampleIsWithoutProblems() throws {
    #expect(try desk().hours.problems == [])
    // Lunch, half-days and a moved workday in a festival are no collisions.
    let found = try problems {
      try $0.open(.every("mon-fri"), "08:00", "18:00")
      try $0.closed(.every("mon-fri"), "12:00", "13:00")
      $0.closed(try .from("2027-02-06", "2027-02-12"))
      try $0.open(.on("2027-02-07"), "08:00", "12:00")
      try $0.open(.on("2027-02-07"), "12:00", "18:00")
      try $0.closed(.on("2027-02-05"), "12:00", "24:00")
      try $0.open(.every("sat"), "22:00", "02:00")
      try $0.open(.every("sun"), "02:00", "03:00")
    }
    #expect(found == [])
  }

  @Test func hoursThatOverlap() throws {
    let found = try problems {
      try $0.open(.every("mon-fri"), "08:00", "12:00")
      try $0.open(.every("fri sat"), "11:00", "18:00")
      // Into the morning of the first line's Monday.
      try $0.open(.every("sun"), "20:00", "08:01")
      $0.closed(try .from("2027-02-06", "2027-02-12"))
      $0.closed(try .from("2027-02-12", "2027-02-14"))
      $0.closed(try .on("2027-05-01"))
      $0.closed(try .on("2027-05-01"))
    }
    #expect(found.map(\.kind) == [.overlap, .overlap, .overlap, .overlap])
    #expect(found.map(\.location?.line) == [2, 3, 5, 7])
    #expect(found.map(\.other?.line) == [1, 1, 4, 6])
    #expect(found.first?.message == "11:00–18:00 overlaps 08:00–12:00 of line 1 on fri")
  }

  @Test func openAndClosed() throws {
    let found = try problems {
      try $0.open(.every("mon-sun"), "08:00", "12:00")
      $0.closed(try .every("wed"))
      try $0.open(.on("2027-05-01"), "08:00", "12:00")
      $0.closed(try .on("2027-05-01"))
    }
    #expect(found.map(\.kind) == [.contradiction, .contradiction])
    #expect(found.map(\.location?.line) == [2, 4])
  }

  @Test func nothingAtAll() throws {
    let found = try problems {
      try $0.open(.every("mon"), "08:00", "08:00")
      $0.closed(try .from("2027-02-12", "2027-02-06"))
    }
    #expect(found.map(\.kind) == [.empty, .empty, .neverOpen])
    #expect(try problems { _ in }.map(\.kind) == [.neverOpen])
  }

  @Test func yearsWithoutHolidays() throws {
    let hours = try Lines.make {
      try $0.open(.every("mon"), "08:00", "09:00")
      $0.closed(try .on("2026-10-01"))
      $0.closed(try .from("2027-12-30", "2028-01-02"))
    }
    #expect(hours.yearsWithoutHolidays(2025...2029) == [2025, 2029])
  }
}
