import CallScenarios
import Testing

@Test(arguments: [
  ("1970-01-01", 0, "1970-01-01T00:00:00Z"),
  ("1970-01-01T00:00", 0, "1970-01-01T00:00:00Z"),
  ("1969-12-31T23:59:59Z", -1000, "1969-12-31T23:59:59Z"),
  ("2000-02-29T12:30:15.250Z", 951_827_415_250, "2000-02-29T12:30:15Z"),
  ("2027-01-04T10:00:00+08:00", 1_799_028_000_000, "2027-01-04T10:00:00+08:00"),
  ("2027-01-03T22:00:00-04:00", 1_799_028_000_000, "2027-01-03T22:00:00-04:00"),
])
func readsAndWritesTimes(_ text: String, milliseconds: Int64, written: String) throws {
  let time = try #require(CalendarTime(text))
  #expect(time.milliseconds == milliseconds)
  #expect(time.description == written)
}

@Test(arguments: [
  "", "2027", "2027-1-4", "2027-13-01", "2027-01-32", "2026-02-29", "2027-01-04T25:00", "2027-01-04x",
  "2027-01-04T10:00:00+8", "2027-01-04T10:00:60Z", "2027-01-04T10:00:00+08:00Z",
])
func refusesOtherTexts(_ text: String) {
  #expect(CalendarTime(text) == nil)
}
