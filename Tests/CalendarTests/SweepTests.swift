import CalendarSources
import Calendars
import Foundation
import Testing

/// Every minute of two years, against hours written down a second time, by hand and without any lines.
@Suite struct SweepTests {
  /// What a person would say, from what a clock and a calendar on the wall show.
  typealias Reading = @Sendable (_ date: String, _ weekday: Int, _ minute: Int) -> (open: Bool, label: String)

  struct Sample: CustomTestStringConvertible, Sendable {
    let zone: String
    let hours: @Sendable () throws -> CalendarHours
    /// Monday is 1.
    let reading: Reading
    var testDescription: String { zone }
  }

  static let samples: [Sample] = [
    Sample(zone: "Asia/Shanghai", hours: { try desk().hours }) { date, weekday, minute in
      if date >= "2027-02-06", date <= "2027-02-12" { return (false, "spring-festival") }
      if date == "2027-02-20" || weekday <= 5 { return (minute >= 480 && minute < 1350, "") }
      return (minute >= 540 && minute < 1080, "")
    },
    // Nights, half-days, and a festival after a night.
    Sample(
      zone: "Europe/Berlin",
      hours: {
        try Lines.make {
          try $0.open(.every("fri sat"), "22:00", "02:30", label: "night")
          try $0.open(.every("tue-thu"), "18:00", "24:00")
          $0.closed(try .on("2026-12-26"), label: "christmas")
          $0.closed(try .on("2027-01-01"), label: "new-year")
          try $0.closed(.on("2026-12-31"), "20:00", "24:00", label: "party")
          try $0.closed(.on("2027-04-03"), "23:00", "01:00", label: "repairs")
        }
      }
    ) { date, weekday, minute in
      let isFriday = weekday == 5 || weekday == 6
      let isNightBefore = (weekday == 6 || weekday == 7) && minute < 150
      switch date {
      case "2026-12-26": return isNightBefore ? (true, "night") : (false, "christmas")
      // The night of the day that was closed is none.
      case "2026-12-27": return (false, "")
      case "2027-01-01": return (false, "new-year")
      case "2027-01-02": if minute < 150 { return (false, "") }
      case "2026-12-31": if minute >= 1200 { return (false, "party") }
      case "2027-04-03": if minute >= 1380 { return (false, "repairs") }
      case "2027-04-04": if minute < 60 { return (false, "repairs") }
      default: break
      }
      if isNightBefore || isFriday && minute >= 1320 { return (true, "night") }
      return (weekday >= 2 && weekday <= 4 && minute >= 1080, "")
    },
    // Round the clock but for maintenance in the hours that the clocks skip and repeat.
    Sample(
      zone: "America/New_York",
      hours: {
        try Lines.make {
          try $0.open(.every("mon-sun"), "00:00", "24:00")
          try $0.closed(.every("sun"), "01:30", "03:30", label: "maintenance")
          $0.closed(try .on("2026-11-26"), label: "thanksgiving")
          try $0.open(.on("2027-03-14"), "00:00", "12:00", label: "short")
        }
      }
    ) { date, weekday, minute in
      if date == "2026-11-26" { return (false, "thanksgiving") }
      // More specific than the weekly maintenance.
      if date == "2027-03-14" { return (minute < 720, "short") }
      if weekday == 7, minute >= 90, minute < 210 { return (false, "maintenance") }
      return (true, "")
    },
    // Half an hour is skipped and repeated, within opening hours and at their ends.
    Sample(
      zone: "Australia/Lord_Howe",
      hours: {
        try Lines.make {
          try $0.open(.every("sun"), "01:45", "02:15")
          try $0.open(.every("mon"), "10:00", "11:00")
          try $0.open(.every("mon"), "11:00", "12:00", label: "late")
        }
      }
    ) { _, weekday, minute in
      if weekday == 7 { return (minute >= 105 && minute < 135, "") }
      guard weekday == 1, minute >= 600, minute < 720 else { return (false, "") }
      return (true, minute >= 660 ? "late" : "")
    },
    // Seasons as ranges, with lunch, and days out of them.
    Sample(
      zone: "Asia/Kathmandu",
      hours: {
        try Lines.make {
          try $0.open(.every("sun-thu"), "10:00", "17:00")
          try $0.closed(.every("sun-thu"), "13:00", "13:45", label: "lunch")
          try $0.open(.from("2026-11-15", "2027-02-10"), "10:00", "16:00", label: "winter")
          try $0.closed(.from("2026-11-15", "2027-02-10"), "12:30", "13:00", label: "tea")
          $0.closed(try .from("2027-10-10", "2027-10-17"), label: "dashain")
          try $0.open(.on("2027-10-12"), "08:00", "09:00")
          try $0.open(.on("2027-10-12"), "20:00", "21:00")
        }
      }
    ) { date, weekday, minute in
      if date == "2027-10-12" { return (minute / 60 == 8 || minute / 60 == 20, "") }
      if date >= "2027-10-10", date <= "2027-10-17" { return (false, "dashain") }
      if date >= "2026-11-15", date <= "2027-02-10" {
        if minute >= 750, minute < 780 { return (false, "tea") }
        return (minute >= 600 && minute < 960, "winter")
      }
      guard weekday == 7 || weekday <= 4 else { return (false, "") }
      if minute >= 780, minute < 825 { return (false, "lunch") }
      return (minute >= 600 && minute < 1020, "")
    },
  ]

  struct Minute {
    let open: Bool
    let label: String
    let minuteOfDay: Int
  }

  /// The clock on the wall comes from Foundation, which has rules of its own.
  static func minutes(of sample: Sample, from start: Int64, count: Int) throws -> [Minute] {
    let zone = try #require(TimeZone(identifier: sample.zone))
    var date = ""
    var dateDay = Int64.min
    var offset: Int64 = 0
    return (0..<count).map { index in
      let seconds = start + Int64(index) * 60
      if seconds % 900 == 0 || index == 0 {
        offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
      }
      let local = seconds + offset
      let day = local / 86_400
      if day != dateDay {
        dateDay = day
        date = Date(timeIntervalSince1970: Double(day * 86_400)).formatted(
          .iso8601.year().month().day().dateSeparator(.dash))
      }
      let minute = Int(local % 86_400 / 60)
      let said = sample.reading(date, Int((day + 3) % 7) + 1, minute)
      return Minute(open: said.open, label: said.label, minuteOfDay: minute)
    }
  }

  @Test(arguments: samples) func everyMinuteOfTwoYears(_ sample: Sample) throws {
    let calendar = BusinessCalendar(try sample.hours(), in: try ZoneDatabase.system.zone(sample.zone))
    let start: Int64 = 1_767_225_600  // 2026-01-01T00:00:00Z
    let count = 2 * 365 * 1440
    // Some weeks more, to know what comes next at the end.
    let minutes = try Self.minutes(of: sample, from: start, count: count + 40 * 1440)
    var next = [Int?](repeating: nil, count: minutes.count)
    for index in minutes.indices.reversed().dropFirst() {
      next[index] = minutes[index].open == minutes[index + 1].open ? next[index + 1] : index + 1
    }
    var wrong = 0
    var readings = 0
    var state = calendar.state(at: start * 1000)
    for index in 0..<count {
      let now = (start + Int64(index) * 60) * 1000
      if index == 0 || now >= state.validUntil {
        // As a call does: what it knows holds until it says itself that it does not.
        state = calendar.state(at: now)
        readings += 1
        #expect(state.validUntil > now)
      }
      let expected = minutes[index]
      let part: DayPart =
        expected.minuteOfDay < 300
        ? .night
        : expected.minuteOfDay < 720
          ? .morning : expected.minuteOfDay < 1080 ? .afternoon : expected.minuteOfDay < 1380 ? .evening : .night
      let change = next[index].map { (start + Int64($0) * 60) * 1000 }
      let isRight =
        state.isOpen == expected.open && state.label == expected.label && state.dayPart == part
        && state.nextChange?.milliseconds == change
      if !isRight {
        wrong += 1
        if wrong < 5 { Issue.record("\(now): \(state), not \(expected), \(change ?? 0)") }
      }
    }
    #expect(wrong == 0)
    // Not one reading a minute: at most some a day.
    #expect(readings < count / 100)
  }

  @Test(arguments: samples) func everySecondAroundTheClockChanges(_ sample: Sample) throws {
    let zone = try ZoneDatabase.system.zone(sample.zone)
    let calendar = BusinessCalendar(try sample.hours(), in: zone)
    let starts =
      [Int64(1_767_225_600)] + zone.changes.map(\.instant).filter { (1_767_225_600...1_830_297_600).contains($0) }
    for change in starts {
      let start = (change / 60 - 240) * 60
      let minutes = try Self.minutes(of: sample, from: start, count: 480)
      for second in 0..<480 * 60 where second % 7 == 0 || abs(second - 240 * 60) < 5 {
        let state = calendar.state(at: (start + Int64(second)) * 1000 + 999)
        #expect(state.isOpen == minutes[second / 60].open)
        #expect(state.label == minutes[second / 60].label)
      }
    }
  }
}
