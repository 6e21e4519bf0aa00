import CalendarSources
import Calendars
import Testing

@Suite struct StateTests {
  @Test func theDeskOfTheDescription() throws {
    let desk = try desk()
    let friday = desk.state(at: try moment("2027-02-05", "22:29", in: desk.zone))
    #expect(friday.isOpen)
    #expect(friday.dayPart == .evening)
    #expect(friday.nextChange?.description == "2027-02-05T22:30:00+08:00")
    let festival = desk.state(at: try moment("2027-02-08", "10:00", in: desk.zone))
    #expect(!festival.isOpen)
    #expect(festival.label == "spring-festival")
    // The Saturday behind it has the hours of a Saturday.
    #expect(festival.nextChange?.description == "2027-02-13T09:00:00+08:00")
    #expect(desk.state(at: try moment("2027-02-20", "21:00", in: desk.zone)).isOpen)
  }

  @Test func nothingChangesWithinTwoYears() throws {
    let zone = try ZoneDatabase.system.zone("Europe/Berlin")
    let always = BusinessCalendar(try Lines.make { try $0.open(.every("mon-sun"), "00:00", "24:00") }, in: zone)
    let state = always.state(at: 1_800_000_000_000)
    #expect(state.isOpen)
    #expect(state.nextChange == nil)
    let never = BusinessCalendar(CalendarHours([]), in: zone).state(at: 1_800_000_000_000)
    #expect(!never.isOpen)
    #expect(never.nextChange == nil)
    #expect(never.validUntil > 1_800_000_000_000)
    // Just inside and just outside.
    for (days, isSeen) in [(730, true), (732, false)] {
      let day = CivilDay(number: 20_000 + days)
      let once = BusinessCalendar(
        try Lines.make { try $0.open(.date(day), "00:00", "01:00") }, in: .utc)
      #expect((once.state(at: 20_000 * 86_400_000).nextChange != nil) == isSeen)
    }
  }

  @Test(arguments: [
    ("04:59", DayPart.night), ("05:00", .morning), ("11:59", .morning), ("12:00", .afternoon), ("17:59", .afternoon),
    ("18:00", .evening), ("22:59", .evening), ("23:00", .night),
  ])
  func partsOfTheDay(_ time: String, _ part: DayPart) throws {
    let desk = try desk()
    #expect(desk.state(at: try moment("2027-03-01", time, in: desk.zone)).dayPart == part)
  }

  @Test func theFlowStandsAboveAFile() throws {
    let zone = ZoneRules.utc
    let day = HoursLine.Days.date(CivilDay(number: 20_000))
    let span = try HourSpan(from: "10:00", to: "12:00")
    let place = FlowPlace.any
    let file = HoursLine(day, .closedAllDay, label: "feast", origin: .file, at: place)
    let own = HoursLine(day, .open(span), label: "we-work", at: place)
    for lines in [[file, own], [own, file]] {
      let state = BusinessCalendar(CalendarHours(lines), in: zone).state(at: 20_000 * 86_400_000 + 39_600_000)
      #expect(state.isOpen)
      #expect(state.label == "we-work")
    }
    // A date of a file is still more specific than a range of the flow.
    let range = HoursLine(
      .range(from: CivilDay(number: 19_990), through: CivilDay(number: 20_010)), .open(span), at: place)
    #expect(
      !BusinessCalendar(CalendarHours([range, file]), in: zone).state(at: 20_000 * 86_400_000 + 39_600_000).isOpen)
  }
}
