import CalendarSources
import Calendars
import FlowDocument
import Testing

@Suite struct ICalendarTests {
  /// One event a text, each line of it a property.
  static func file(_ events: String...) -> [UInt8] {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN"]
    for event in events {
      lines.append("BEGIN:VEVENT")
      for line in event.split(separator: "\n") { lines.append(String(line)) }
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }

  static func read(_ bytes: [UInt8], limits: ICalendarLimits = ICalendarLimits()) throws -> CalendarFile {
    try ICalendarReader(limits: limits).read(bytes)
  }

  static func findings(_ bytes: [UInt8], limits: ICalendarLimits = ICalendarLimits()) -> [String] {
    do throws(CalendarFileFault) {
      _ = try ICalendarReader(limits: limits).read(bytes)
      return []
    } catch {
      return error.findings.map { "\($0.location.line): \($0.message)" }
    }
  }

  static func days(_ file: CalendarFile) -> [String] {
    file.events.map { event in
      switch event.time {
      case .days(let first, let last): "\(event.isOpen ? "open" : "closed") \(first)…\(last) \(event.label)"
      case .span(let from, let until, let zone):
        "\(event.isOpen ? "open" : "closed") \(from)…\(until) \(zone?.name ?? "floating") \(event.label)"
      }
    }
  }

  // MARK: What events mean

  /// As the calendars of the Chinese government's holidays are written, with a day that people only keep.
  static let chinese = file(
    "UID:1\nDTSTART;VALUE=DATE:20270206\nDTEND;VALUE=DATE:20270213\nSUMMARY;LANGUAGE=zh_CN:春节（休）",
    "UID:2\nDTSTART;VALUE=DATE:20270220\nSUMMARY;LANGUAGE=zh_CN:春节（班）",
    "UID:3\nDTSTART;VALUE=DATE:20270214\nDTEND;VALUE=DATE:20270215\nSUMMARY:情人节",
    "UID:4\nDTSTART;VALUE=DATE:20270926\nSUMMARY:国庆节补班\nX-ATTENDANT-HOURS:09:00-12:00\\,13:00-17:00",
    "UID:5\nDTSTART;VALUE=DATE:20270501\nSUMMARY:劳动节\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY")

  @Test func movedWorkdays() throws {
    let bytes = String(decoding: Self.chinese, as: UTF8.self).replacing("\\,", with: ",")
    let read = try Self.read(Array(bytes.utf8))
    #expect(
      Self.days(read) == [
        "closed 2027-02-06…2027-02-12 春节", "open 2027-02-20…2027-02-20 春节", "open 2027-09-26…2027-09-26 国庆节补班",
        "closed 2027-05-01…2027-05-01 劳动节",
      ])
    let zone = try ZoneDatabase.system.zone("Asia/Shanghai")
    let own = try Lines.make {
      try $0.open(.every("mon-fri"), "08:00", "12:00")
      try $0.open(.every("mon-fri"), "13:00", "22:30")
    }
    let hours = CalendarHours(own.lines + read.lines(in: zone, workday: own.workday))
    let calendar = BusinessCalendar(hours, in: zone)
    #expect(calendar.state(at: try moment("2027-02-08", "10:00", in: zone)).label == "春节")
    #expect(!calendar.state(at: try moment("2027-02-13", "10:00", in: zone)).isOpen)
    // A Saturday with the hours of a working day.
    #expect(calendar.state(at: try moment("2027-02-20", "22:00", in: zone)).isOpen)
    #expect(!calendar.state(at: try moment("2027-02-20", "12:30", in: zone)).isOpen)
    #expect(calendar.state(at: try moment("2027-09-26", "16:59", in: zone)).isOpen)
    #expect(!calendar.state(at: try moment("2027-09-26", "17:00", in: zone)).isOpen)
    #expect(hours.problems == [])
  }

  @Test(arguments: [
    ("SUMMARY:Christmas Day", "closed", "Christmas Day"), ("SUMMARY:元旦 (休)", "closed", "元旦"),
    ("SUMMARY:【班】国庆", "open", "国庆"), ("SUMMARY:台風停班停課", "closed", "台風停班停課"), ("SUMMARY:调休上班", "open", "调休上班"),
    ("SUMMARY:Inventory\nCATEGORIES:WORKDAY", "open", "Inventory"),
    ("SUMMARY:Sale\nCATEGORIES:Shop,open", "open", "Sale"),
    ("SUMMARY:Kermesse\\, all day\nCATEGORIES:Holiday", "closed", "Kermesse, all day"),
    ("SUMMARY:补班\nCATEGORIES:CLOSED", "closed", "补班"), ("SUMMARY:", "closed", ""),
  ])
  func meanings(_ lines: String, _ effect: String, _ label: String) throws {
    let read = try Self.read(Self.file("DTSTART;VALUE=DATE:20270101\n" + lines))
    #expect(Self.days(read) == ["\(effect) 2027-01-01…2027-01-01 \(label)"])
  }

  @Test func observancesAndWhatIsCancelledSayNothing() throws {
    let read = try Self.read(
      Self.file(
        "DTSTART;VALUE=DATE:20270117\nSUMMARY:Groundhog\nDESCRIPTION:Observance\\nTo hide observances",
        "DTSTART;VALUE=DATE:20270118\nSUMMARY:King Day\nDESCRIPTION:Public holiday\nTRANSP:TRANSPARENT",
        "DTSTART;VALUE=DATE:20270119\nSUMMARY:Gone\nSTATUS:CANCELLED"))
    #expect(Self.days(read) == ["closed 2027-01-18…2027-01-18 King Day"])
  }

  // MARK: Times

  @Test func timesOfOtherZones() throws {
    let file = try Self.read(
      Self.file(
        "DTSTART;TZID=America/New_York:20270301T090000\nDTEND;TZID=America/New_York:20270301T113000\nSUMMARY:a",
        "DTSTART:20270301T230000Z\nDURATION:PT2H\nSUMMARY:b",
        "DTSTART:20270302T120000\nDTEND:20270302T130000\nSUMMARY:c",
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20270303T100000\nDURATION:PT1H\nSUMMARY:d"))
    let zone = try ZoneDatabase.system.zone("Europe/Berlin")
    let texts = file.lines(in: zone, workday: []).map { line -> String in
      guard case .date(let day) = line.days, case .closed(let span) = line.effect else { return "?" }
      return "\(day) \(span) \(line.label)"
    }
    #expect(
      texts == [
        "2027-03-01 15:00–17:30 a", "2027-03-02 00:00–02:00 b", "2027-03-02 12:00–13:00 c", "2027-03-03 10:00–11:00 d",
      ])
  }

  @Test func aNightIsTwoLines() throws {
    let file = try Self.read(Self.file("DTSTART:20270301T200000\nDTEND:20270303T060000\nSUMMARY:move"))
    let spans = file.lines(in: .utc, workday: []).map { "\($0.days) \($0.effect)" }
    #expect(spans.count == 3)
    let calendar = BusinessCalendar(
      CalendarHours(
        try Lines.make { try $0.open(.every("mon-sun"), "00:00", "24:00") }.lines + file.lines(in: .utc, workday: [])),
      in: .utc)
    let state = calendar.state(at: try moment("2027-03-01", "20:00", in: .utc))
    #expect(state.label == "move")
    #expect(state.nextChange?.description == "2027-03-03T06:00:00+00:00")
  }

  // MARK: Recurrences

  @Test func recurrences() throws {
    let file = try Self.read(
      Self.file(
        "UID:t\nDTSTART;VALUE=DATE:20251127\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=4\nSUMMARY:Thanksgiving",
        "UID:m\nDTSTART;TZID=Asia/Shanghai:20270104T090000\nDURATION:PT1H\nSUMMARY:Meeting\n"
          + "RRULE:FREQ=WEEKLY;UNTIL=20270125T010000Z\nEXDATE;TZID=Asia/Shanghai:20270111T090000",
        "UID:m\nRECURRENCE-ID:20270118T010000Z\nDTSTART;TZID=Asia/Shanghai:20270119T100000\nDURATION:PT30M\nSUMMARY:Moved",
        "UID:r\nDTSTART;VALUE=DATE:20270601\nRDATE;VALUE=DATE:20270701,20270801\nSUMMARY:Stock"))
    let shanghai = Int64(20_822) * 86_400  // 2027-01-04
    let week: Int64 = 7 * 86_400
    func meeting(_ weeks: Int64) -> String {
      "closed \(shanghai + weeks * week + 32_400)…\(shanghai + weeks * week + 36_000) Asia/Shanghai Meeting"
    }
    #expect(
      Self.days(file) == [
        "closed 2025-11-27…2025-11-27 Thanksgiving", "closed 2026-11-26…2026-11-26 Thanksgiving",
        "closed 2027-11-25…2027-11-25 Thanksgiving", "closed 2028-11-23…2028-11-23 Thanksgiving",
        // The last one is at the very end of the rule, which is given in UTC.
        meeting(0), meeting(3),
        "closed \(shanghai + 15 * 86_400 + 36_000)…\(shanghai + 15 * 86_400 + 37_800) Asia/Shanghai Moved",
        "closed 2027-06-01…2027-06-01 Stock", "closed 2027-07-01…2027-07-01 Stock",
        "closed 2027-08-01…2027-08-01 Stock",
      ])
  }

  @Test func anEndlessRuleEndsIn2060() throws {
    let file = try Self.read(Self.file("DTSTART;VALUE=DATE:19701225\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas"))
    #expect(file.events.count == 61)
    #expect(Self.days(file).first == "closed 2000-12-25…2000-12-25 Christmas")
    #expect(Self.days(file).last == "closed 2060-12-25…2060-12-25 Christmas")
  }

  // MARK: Refusals

  @Test(arguments: [
    ("", "1: it is no iCalendar file: it does not begin with BEGIN:VCALENDAR"),
    ("<html>no</html>", "1: it is no iCalendar file: it does not begin with BEGIN:VCALENDAR"),
    ("BEGIN:VCARD\nEND:VCARD", "1: it begins with BEGIN:VCARD, and not with BEGIN:VCALENDAR"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "3: END:VCALENDAR, while VEVENT of line 2 is open"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101", "2: VEVENT does not end"),
    ("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", "3: END:VCALENDAR, while nothing is open"),
    ("BEGIN:VCALENDAR\nX:\u{1}\nEND:VCALENDAR", "2: this line is no text in UTF-8"),
  ])
  func noCalendars(_ text: String, _ finding: String) {
    #expect(Self.findings(Array(text.utf8)).first == finding)
  }

  @Test(arguments: [
    ("SUMMARY:never", "it has no DTSTART"),
    ("DTSTART;VALUE=DATE:20270110\nDTEND;VALUE=DATE:20270101", "it ends before it begins"),
    ("DTSTART;VALUE=DATE:20270110\nDTEND:20270101T100000", "DTSTART and DTEND are not both dates or both times"),
    ("DTSTART;VALUE=DATE:20270110\nRRULE:FREQ=SECONDLY", "its RRULE recurs neither daily, weekly, monthly nor yearly"),
    ("DTSTART;VALUE=DATE:20270110\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "its RRULE never comes true"),
    (
      "DTSTART;VALUE=DATE:20260217\nRRULE:RSCALE=CHINESE;FREQ=YEARLY",
      "RSCALE=CHINESE is not supported; give each year's date an event"
    ),
    ("DTSTART;VALUE=DATE:18000110", "it begins before 1900 or after 2200"),
    (
      "DTSTART;TZID=Asia/Shangai:20270110T100000\nDURATION:PT1H",
      "TZID: there is no time zone 'Asia/Shangai'; did you mean 'Asia/Shanghai'?"
    ),
    ("DTSTART:20270110T100000\nDURATION:P99D", "it lasts longer than 60 days; give it dates instead of times"),
    (
      "DTSTART;VALUE=DATE:20270110\nX-ATTENDANT-HOURS:8-12",
      "X-ATTENDANT-HOURS: '12' is no time of day, which has the form HH:MM"
    ),
  ])
  func eventsThatCannotBeRead(_ lines: String, _ message: String) {
    // Events behind a good one, so that the place is not the only one there is.
    #expect(Self.findings(Self.file("DTSTART;VALUE=DATE:20270101", lines)) == ["7: \(message)"])
  }

  @Test(arguments: [
    "DTSTART:tomorrow", "DTSTART;VALUE=DATE:20271340", "DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=SOMETIMES",
    "DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;INTERVAL=0",
  ])
  func valuesThatLibicalRefuses(_ lines: String) {
    let found = Self.findings(Self.file(lines))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("4: ") == true)
    #expect(found.first?.contains("Removing") == false)
  }

  @Test func everythingHasABound() {
    var limits = ICalendarLimits()
    limits.bytes = 1000
    #expect(
      Self.findings([UInt8](repeating: 65, count: 1001), limits: limits) == [
        "1: it has 1001 bytes, and 1000 are allowed"
      ])
    limits = ICalendarLimits()
    limits.lineBytes = 100
    let long = "BEGIN:VCALENDAR\r\nX-A:" + String(repeating: "\r\n aaaaaaaaaa", count: 20)
    #expect(Self.findings(Array(long.utf8), limits: limits).first?.contains("a line of more than 100 bytes") == true)
    let deep = "BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:VEVENT\n", count: 100_000)
    #expect(Self.findings(Array(deep.utf8)).first == "9: components are nested more than 8 deep")
    limits = ICalendarLimits()
    limits.events = 2
    let day = "DTSTART;VALUE=DATE:20270101"
    #expect(Self.findings(Self.file(day, day, day), limits: limits).first == "10: it has more than 2 events")
    let daily = "DTSTART;VALUE=DATE:19010101\nRRULE:FREQ=DAILY"
    #expect(Self.findings(Self.file(daily)) == [])
    limits.occurrences = 1000
    #expect(Self.findings(Self.file(daily), limits: limits) == ["4: it recurs more than 1000 times"])
    limits = ICalendarLimits()
    limits.allOccurrences = 30_000
    #expect(Self.findings(Self.file(daily, daily), limits: limits).count == 1)
    limits = ICalendarLimits()
    limits.recurring = .zero
    #expect(
      Self.findings(Self.file(daily), limits: limits) == ["4: the recurrences of this file take too long to work out"])
  }

  @Test func noBytesDoAnyHarm() {
    let good = Self.file(
      "UID:m\nDTSTART;TZID=Asia/Shanghai:20270104T090000\nDURATION:PT1H\nSUMMARY:Meeting\n"
        + "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Asia/Shanghai:20270111T090000",
      "UID:m\nRECURRENCE-ID:20270118T010000Z\nDTSTART:20270119T100000Z\nDURATION:PT30M\nSUMMARY;X=\"a:b\":Moved",
      "UID:s\nDTSTART;VALUE=DATE:20260217\nRRULE:FREQ=YEARLY;COUNT=3\nSUMMARY:春节（休）")
    #expect(Self.findings(good) == [])
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "\r\n", "\n ", ":", ";", "=", ",", "99999999999999999999", "-1", "\"", "\\", "BEGIN:VEVENT\n", "班", "T", "Z",
    ]
    var refused = 0
    for _ in 0..<1500 {
      var bad = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bad.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bad[place] = .random(in: 0...255, using: &random)
        case 1: bad.replaceSubrange(place..<place, with: (pieces.randomElement(using: &random) ?? "").utf8)
        default: bad.removeSubrange(place..<min(bad.count, place + 4))
        }
      }
      if !Self.findings(bad).isEmpty { refused += 1 }
    }
    #expect(refused > 100)
    for length in stride(from: 0, to: good.count - 20, by: 11) {
      #expect(!Self.findings(Array(good.prefix(length))).isEmpty)
    }
  }
}
