import Testing

@testable import CallRuntime

@Suite struct HTTPDateTests {
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
  ])
  func allFormsAreRead(text: String) {
    #expect(HTTPDate.parse(text) == 784_111_777_000)
  }

  @Test(arguments: ["", "0", "yesterday", "Sun, 06 Nov 1994", "Sun, 32 Nov 1994 08:49:37 GMT", "06 Nov 1994 25:00:00"])
  func nonsenseIsNoDate(text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }

  @Test(arguments: [-719_468, -1, 0, 59, 60, 789, 11_016, 11_017, 20_819, 47_541])
  func daysGoToDatesAndBack(days: Int64) {
    #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
  }

  @Test func knownDays() {
    #expect(CivilDate(year: 2000, month: 2, day: 29).daysSince1970 == 11_016)
    #expect(CivilDate(daysSince1970: 20_819) == CivilDate(year: 2027, month: 1, day: 1))
  }
}
