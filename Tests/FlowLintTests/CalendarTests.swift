import FlowLint
import Testing

@Suite struct CalendarTests {
  private func findings(_ calendar: String, files: [String: String] = [:], year: Int? = 2027) throws -> [String] {
    var flow = LintedFlow()
    flow.files = files
    flow.year = year
    return try flow.findings(
      in: "flow.vxml",
      """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      \(calendar)
      <form><block><value expr="desk.open"/></block></form></vxml>
      """)
  }

  private let good = """
    <ivr:calendar name="desk" timezone="Asia/Shanghai">
    <ivr:open days="mon-fri" from="08:00" to="22:30"/>
    <ivr:open days="sat sun" from="09:00" to="18:00"/>
    <ivr:closed from="2027-02-06" to="2027-02-12" label="spring-festival"/>
    <ivr:open on="2027-02-20" from="08:00" to="22:30"/>
    <ivr:closed on="2028-01-26"/>
    </ivr:calendar>
    """

  @Test func theExampleIsClean() throws {
    #expect(try findings(good) == [])
    #expect(try findings(good, year: nil) == [])
  }

  @Test func hours() throws {
    let found = try findings(
      """
      <ivr:calendar name="desk" timezone="UTC">
      <ivr:open days="mon-fri" from="08:00" to="18:00"/>
      <ivr:open days="fri sat" from="17:00" to="20:00"/>
      <ivr:open days="sunday" from="8:00" to="20:00"/>
      <ivr:open days="sun" from="08:00" to="08:00"/>
      <ivr:closed from="2027-02-12" to="2027-02-06"/>
      <ivr:closed from="2027-12-24" to="2028-01-01"/>
      <ivr:open on="2027-05-01" from="08:00" to="10:00"/>
      <ivr:closed on="2027-05-01"/>
      <ivr:closed on="2027-02-31"/>
      </ivr:calendar>
      """)
    #expect(
      found == [
        "4: error: 17:00–20:00 overlaps 08:00–18:00 of line 3 on fri [C601]",
        "5: error: 'sunday' is no day of the week: mon, tue, wed, thu, fri, sat or sun [C601]",
        "6: error: hours that end when they begin (08:00–08:00) are none; a whole day is 00:00 to 24:00 [C601]",
        "7: error: the range ends on 2027-02-06, before it begins on 2027-02-12 [C601]",
        "10: error: it and line 9 make 2027-05-01 both open and closed, and closed wins [C601]",
        "11: error: '2027-02-31' is no date, which has the form 2027-02-20 [C601]",
      ])
  }

  @Test func neverOpen() throws {
    let empty =
      "<ivr:calendar name=\"desk\" timezone=\"UTC\"><ivr:closed from=\"2027-01-01\" to=\"2028-01-01\"/></ivr:calendar>"
    #expect(try findings(empty) == ["2: error: \"desk\" is never open [C601]"])
  }

  @Test func holidays() throws {
    #expect(try findings(good, year: 2028) == ["2: warning: \"desk\" has no holidays for 2029 [C602]"])
    #expect(try findings(good, year: 2030) == ["2: warning: \"desk\" has no holidays for 2030 and 2031 [C602]"])
  }

  @Test func zones() throws {
    let without = good.replacing(" timezone=\"Asia/Shanghai\"", with: "")
    #expect(try findings(without) == ["2: error: \"desk\" has no time zone [C604]"])
    #expect(try findings(without, year: nil) == ["2: error: \"desk\" has no time zone [C604]"])
    let wrong = good.replacing("Asia/Shanghai", with: "Asia/Peking")
    #expect(try findings(wrong) == ["2: error: there is no time zone \"Asia/Peking\" [C604]"])
    // Nobody was asked.
    #expect(try findings(wrong, year: nil) == [])
  }

  @Test func files() throws {
    let calendar = """
      <ivr:calendar name="desk" timezone="UTC" src="days.ics">
      <ivr:open days="mon-fri" from="08:00" to="18:00"/>
      </ivr:calendar>
      """
    let file = { (start: String) in
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:\(start)\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n"
    }
    #expect(try findings(calendar, files: ["days.ics": file("20200101")]) == [])
    #expect(
      try findings(calendar, files: ["days.ics": file("20280101")])
        == ["2: warning: \"desk\" has no holidays for 2027 [C602]"])
    #expect(
      try findings(calendar, files: ["days.ics": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR"])
        == ["2: error: the calendar file \"days.ics\" cannot be read: 2:1: it has no DTSTART [C601]"])
    #expect(try findings(calendar) == ["2: warning: there is no calendar file \"days.ics\" [S002]"])
    // A file on the web may hold anything.
    #expect(try findings(calendar.replacing("days.ics", with: "https://example.com/days.ics")) == [])
  }
}
