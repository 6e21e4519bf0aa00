import CallInterface
import ECMAScript
import ScriptEngine
import Testing

/// ROB-20: the same call gives the same values on any machine at any time.
struct DeterminismTests {
  private let shanghai = ScriptConfiguration(utcOffset: 8 * 3600, seed: 42)

  @Test func `the time is the call's`() async throws {
    try await withCall(shanghai) { call throws in
      call.context.now = 1_700_000_000_123
      #expect(try call.data("Date.now()") == .number(1_700_000_000_123))
      #expect(try call.data("new Date().getTime()") == .number(1_700_000_000_123))
      #expect(try call.data("+new (class D extends Date {})()") == .number(1_700_000_000_123))
      #expect(try call.data("Date()") == .string("Wed Nov 15 2023 06:13:20 GMT+0800"))
      call.context.now += 60_000
      #expect(try call.data("new Date().toISOString()") == .string("2023-11-14T22:14:20.123Z"))
      #expect(try call.data("new Intl.DateTimeFormat('en-GB', {timeStyle: 'medium'}).format()") == .string("06:14:20"))
    }
  }

  /// Holds in whatever zone and language the tests are run: `TZ=America/New_York LANG=de_DE.UTF-8 swift test`.
  @Test func `the machine's time zone and language do not matter`() async throws {
    try await withCall(shanghai) { call throws in
      let values: [(String, String)] = [
        ("new Date(2024, 1, 29, 23, 30, 15).toISOString()", "2024-02-29T15:30:15.000Z"),
        ("new Date(99, 0).getFullYear()", "1999"),
        ("new Date('2024-03-10T02:30').toISOString()", "2024-03-09T18:30:00.000Z"),
        ("new Date('2024-03-10').toISOString()", "2024-03-10T00:00:00.000Z"),
        ("new Date('2024-03-10T02:30:00Z').getHours()", "10"),
        ("new Date('2024-03-10T02:30:00+02:00').toISOString()", "2024-03-10T00:30:00.000Z"),
        ("new Date('Mar 10, 2024 02:30').toISOString()", "2024-03-09T18:30:00.000Z"),
        ("new Date('10 March 2024').toISOString()", "2024-03-09T16:00:00.000Z"),
        ("new Date('3/10/2024').toISOString()", "2024-03-09T16:00:00.000Z"),
        ("new Date('Sun, 10 Mar 2024 02:30:00 GMT').toISOString()", "2024-03-10T02:30:00.000Z"),
        ("Date.parse('2024-03-10 12:00:00')", "1710043200000"),
        ("new Date(new Date(0).toString()).getTime()", "0"),
        ("new Date(0).toString()", "Thu Jan 01 1970 08:00:00 GMT+0800"),
        ("new Date(0) + ''", "Thu Jan 01 1970 08:00:00 GMT+0800"),
        ("new Date(0).toDateString() + '|' + new Date(0).toTimeString()", "Thu Jan 01 1970|08:00:00 GMT+0800"),
        ("new Date(0).getTimezoneOffset()", "-480"),
        ("new Date(0).getDay() + '' + new Date(0).getDate() + new Date(0).getMonth()", "410"),
        (
          "(d => { d.setHours(0, 0, 0, 0); return d.toISOString() })(new Date('2024-03-10T02:30:00Z'))",
          "2024-03-09T16:00:00.000Z"
        ),
        ("(d => { d.setDate(31); return d.getMonth() + ' ' + d.getDate() })(new Date(2024, 1, 5))", "2 2"),
        ("(d => { d.setFullYear(2020); return d.getFullYear() })(new Date(NaN))", "2020"),
        ("new Date(NaN).getHours()", "NaN"), ("String(new Date(NaN))", "Invalid Date"),
        ("isNaN(Date.parse('no date'))", "true"), ("Date.UTC(1970, 0)", "0"), ("typeof Date()", "string"),
        ("new Date(0).toLocaleString()", "1/1/1970, 8:00:00 AM"), ("new Date(0).toLocaleDateString('de')", "1.1.1970"),
        ("new Intl.DateTimeFormat().resolvedOptions().timeZone", "+08:00"),
        ("new Intl.DateTimeFormat(undefined, {hour: 'numeric', hourCycle: 'h23'}).format(0)", "08"),
        ("new Date(0).toLocaleTimeString('en-US', {timeZone: 'UTC'})", "12:00:00 AM"),
        ("Intl.DateTimeFormat().resolvedOptions().locale", "en-US"), ("(1234.5).toLocaleString()", "1,234.5"),
        ("new Intl.NumberFormat().format(1234.5)", "1,234.5"), ("'ä'.localeCompare('z')", "-1"),
        ("new Date(new Date(5)).getTime()", "5"), ("new Date('2024-03-10T12:00:00').getTime()", "1710043200000"),
        ("new Date(2024, 0, 1) < new Date(2024, 0, 2)", "true"),
        ("JSON.stringify({d: new Date(0)})", "{\"d\":\"1970-01-01T00:00:00.000Z\"}"),
        ("Object.prototype.toString.call(new Date())", "[object Date]"), ("new Date(0).getYear()", "70"),
      ]
      for (expression, expected) in values {
        // White space of another sort, as newer data of Unicode has it.
        let text = try call.text(expression).map { $0 == "\u{202F}" ? " " : $0 }
        #expect(String(text) == expected, "\(expression)")
      }
    }
  }

  @Test func `offsets west and of half hours`() async throws {
    try await withCall(ScriptConfiguration(utcOffset: -(3 * 3600 + 1800))) { call throws in
      #expect(try call.data("String(new Date(0))") == .string("Wed Dec 31 1969 20:30:00 GMT-0330"))
      #expect(try call.data("new Date(1970, 0, 1).getTime()") == .number(12_600_000))
    }
  }

  @Test func `random numbers come from the seed`() async throws {
    let draw: @Sendable (Call) throws -> DataValue = { try $0.data("Array.from({length: 5}, () => Math.random())") }
    let first = try await withCall(shanghai, draw)
    let again = try await withCall(shanghai, draw)
    let other = try await withCall(ScriptConfiguration(seed: 43), draw)
    #expect(first == again)
    #expect(first != other)
    guard case .array(let numbers) = first else {
      Issue.record("no numbers")
      return
    }
    for case .number(let number) in numbers { #expect(number >= 0 && number < 1) }
    #expect(Set(numbers).count == 5)
  }
}
