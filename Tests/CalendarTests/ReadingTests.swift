import Calendars
import FlowDocument
import Testing

@Suite struct ReadingTests {
  private func line(
    _ kind: FlowDocument.CalendarLine.Kind, days: String? = nil, on date: String? = nil, from first: String? = nil,
    to last: String? = nil, hours: (String?, String?) = (nil, nil)
  ) -> FlowDocument.CalendarLine {
    func located(_ text: String?, _ column: Int) -> Located<String>? {
      text.map { Located($0, at: SourceLocation(line: 3, column: column)) }
    }
    return FlowDocument.CalendarLine(
      kind: kind, days: located(days, 10), date: located(date, 20),
      dates: .init(from: located(first, 30), to: located(last, 40)),
      hours: .init(from: located(hours.0, 50), to: located(hours.1, 60)), label: "x",
      location: SourceLocation(line: 3, column: 1))
  }

  @Test func lines() throws {
    let noon = try HourSpan(from: "12:00", to: "24:00")
    #expect(try HoursLine(line(.closed, on: "2027-02-05", hours: ("12:00", nil))).effect == .closed(noon))
    #expect(try HoursLine(line(.closed, on: "2027-02-05", hours: ("12:00", "24:00"))).effect == .closed(noon))
    #expect(try HoursLine(line(.closed, days: "sun")).effect == .closedAllDay)
    let range = try HoursLine(line(.closed, from: "2027-02-06", to: "2027-02-12"))
    #expect(range.days == (try .from("2027-02-06", "2027-02-12")))
    #expect(range.label == "x")
    let open = try HoursLine(line(.open, days: "mon", hours: ("22:00", "02:00")))
    #expect(open.effect == .open(HourSpan(from: 1320, to: 120)))
  }

  @Test func faultsStandWhereTheValueStands() {
    for (line, column) in [
      (line(.open, days: "mondays", hours: ("08:00", "10:00")), 10), (line(.closed, on: "2027-02-30"), 20),
      (line(.closed, from: "5.2.2027", to: "2027-02-12"), 30), (line(.closed, from: "2027-02-06", to: "later"), 40),
      (line(.open, days: "mon", hours: ("24:00", "10:00")), 50),
      (line(.open, days: "mon", hours: ("08:00", "25:00")), 60),
      (line(.closed, from: "2027-02-06"), 1), (line(.open, days: "mon"), 1),
    ] {
      #expect { try HoursLine(line) } throws: { ($0 as? HoursLineFault)?.location.column == column }
    }
  }
}
