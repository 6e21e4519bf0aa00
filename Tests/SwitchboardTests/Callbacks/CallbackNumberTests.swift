import CallInterface
import Testing

@testable import Switchboard

@Suite("Numbers and hours of call-backs")
struct CallbackNumberTests {
  @Test(
    "numbers as people and telephones give them",
    arguments: [
      ("13800138000", "13800138000"), ("+86 (21) 6123-4567", "+862161234567"), ("021/612.345", "021612345"),
      ("sip:1001@192.0.2.1:5060", "1001"), ("SIPS:+8621;phone-context=a@h;user=phone", "+8621"),
      ("tel:+86-21-1234;ext=5", "+86211234"), ("*21#", "*21#"),
    ])
  func numbers(_ text: String, _ number: String) {
    #expect(CallbackNumber.digits(of: text) == number)
  }

  @Test(
    "what is none, and might call somewhere else",
    arguments: [
      "", "+", "-", "alice", "sip:alice@example.com", "1@evil.example", "1;maddr=192.0.2.9", "1?Replaces=x",
      "1\r\nX: y",
      "12a", "++1", "1+2", "１２３", "tel:", String(repeating: "1", count: 33), "1%40evil", "<1>",
    ])
  func none(_ text: String) {
    #expect(CallbackNumber.digits(of: text) == nil)
    #expect(CallbackNumber.destination(text, template: "sip:{number}@g") == nil)
  }

  @Test("the destination, and whether it may be called")
  func destination() throws {
    #expect(CallbackNumber.destination("*21#", template: "sip:9{number}@g;x=y") == "sip:9*21%23@g;x=y")
    var options = CallbackOptions(to: "sip:{number}@pbx", from: "sip:me@pbx")
    #expect(try options.destination(of: "123") == "sip:123@pbx")
    options.allowance = TransferAllowance(["sip:1*@pbx"])
    #expect(try options.destination(of: "123") == "sip:123@pbx")
    #expect(throws: CallbackRefusal.forbidden) { try options.destination(of: "900123") }
    #expect(throws: CallbackRefusal.badNumber) { try options.destination(of: "me") }
  }

  @Test("hours of a day, before, within and after, with clocks put forward")
  func hours() throws {
    let hour: Int64 = 3_600_000
    let day = 24 * hour
    let hours = try #require(DailyHours("09:00-20:30") { _ in 0 })
    for (time, isOpen, next) in [
      (0, false, 9 * hour), (9 * hour - 1, false, 9 * hour), (9 * hour, true, 9 * hour),
      (20 * hour + hour / 2 - 1, true, 20 * hour + hour / 2 - 1), (20 * hour + hour / 2, false, day + 9 * hour),
      (-hour, false, 9 * hour),
    ] {
      #expect(hours.isOpen(at: time) == isOpen, "\(time)")
      #expect(hours.nextOpening(after: time) == next, "\(time)")
    }
    let east = try #require(DailyHours("09:00-20:30") { _ in 8 * 3600 })
    #expect(east.isOpen(at: 1 * hour))
    #expect(!east.isOpen(at: 13 * hour))
    #expect(east.nextOpening(after: 13 * hour) == day + hour)
    // At 26:00 of the first day clocks go from UTC to an hour ahead of it.
    let summer = try #require(DailyHours("09:00-20:30") { $0 < 26 * hour ? 0 : 3600 })
    #expect(summer.nextOpening(after: 22 * hour) == day + 8 * hour)
    #expect(DailyHours("00:00-24:00")?.isOpen(at: 5 * day - 1) == true)
  }

  @Test(
    "hours that are none", arguments: ["", "9-20", "9:00-20:00", "20:00-09:00", "09:00-24:01", "09:00", "09:60-10:00"])
  func noHours(_ text: String) {
    #expect(DailyHours(text) == nil)
  }
}
