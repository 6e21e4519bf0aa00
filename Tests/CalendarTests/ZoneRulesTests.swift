import CalendarSources
import Calendars
import Foundation
import Testing

@Suite struct ZoneRulesTests {
  /// What `zdump -v` prints: each change as the second before and the second itself, with the offset.
  static func zdump(_ name: String) throws -> [(instant: Int64, offset: Int)] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/zdump")
    process.arguments = ["-v", "-c", "1990,2037", name]
    process.environment = ["LC_ALL": "C"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return try text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 7, words[6] == "UT", let offset = words.last.flatMap({ Int($0.dropFirst("gmtoff=".count)) })
      else { return nil }
      let month = try #require(months.firstIndex(of: String(words[2])))
      let clock = words[4].split(separator: ":").compactMap { Int64($0) }
      let day = try #require(CivilDay(year: Int(words[5]) ?? 0, month: month + 1, day: Int(words[3]) ?? 0))
      return (Int64(day.number) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2], offset)
    }
  }

  @Test(arguments: [
    "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/Dublin",
    "Africa/Casablanca", "Asia/Gaza", "Pacific/Apia", "America/St_Johns", "Asia/Jerusalem", "America/Santiago",
    "Pacific/Chatham", "Europe/Moscow", "Asia/Hong_Kong",
  ])
  func offsetsAreThoseOfZdump(_ name: String) throws {
    let rules = try ZoneDatabase.system.zone(name)
    let expected = try Self.zdump(name)
    for (instant, offset) in expected { #expect(rules.offset(at: instant) == offset, "\(name) at \(instant)") }
    // And nothing else changes.
    let from = try #require(CivilDay("1990-01-02")).number * 86_400
    let until = try #require(CivilDay("2036-12-30")).number * 86_400
    let mine = rules.changes.map(\.instant).filter { (Int64(from)...Int64(until)).contains($0) }
    let changes = zip(expected, expected.dropFirst()).filter { $0.offset != $1.offset }.map(\.1.instant)
      .filter { (Int64(from)...Int64(until)).contains($0) }
    #expect(mine == changes)
  }

  @Test func everyZoneOfTheMachineCanBeRead() throws {
    let names = ZoneDatabase.system.names
    #expect(names.count > 300)
    for name in names {
      let rules = try ZoneDatabase.system.zone(name)
      #expect(zip(rules.changes, rules.changes.dropFirst()).allSatisfy { $0.instant < $1.instant }, "\(name)")
    }
  }

  @Test func rulesGoOnBehindTheTable() throws {
    let berlin = try ZoneDatabase.system.zone("Europe/Berlin")
    #expect(berlin.changes.last.map { CivilDay(number: Int($0.instant / 86_400)).year } == ZoneRules.lastYear)
    for year in 2038...2100 {
      let march = try #require(CivilDay(year: year, month: 3, day: 31))
      let sunday = march.advanced(by: march.weekday == .sun ? 0 : -((march.number + 4) % 7))
      #expect(sunday.weekday == .sun)
      let instant = Int64(sunday.number) * 86_400 + 3600
      #expect(berlin.offset(at: instant - 1) == 3600)
      #expect(berlin.offset(at: instant) == 7200)
    }
  }

  @Test(arguments: [
    ("Asia/Shangai", "Asia/Shanghai"), ("asia/shanghai", "Asia/Shanghai"), ("Shanghai", "Asia/Shanghai"),
    ("Asia/Beijing", "Asia/Shanghai"), ("Europe/Berln", "Europe/Berlin"), ("new york", "America/New_York"),
  ])
  func unknownZonesAreGuessed(_ name: String, _ suggestion: String) {
    #expect(throws: ZoneFault.unknown(name, suggestion: suggestion)) { try ZoneDatabase.system.zone(name) }
  }

  @Test(arguments: ["", "../../etc/passwd", "/etc/passwd", "Europe/../Europe/Berlin", "Europe", "tzdata.zi", "A/"])
  func noNameLeavesTheDatabase(_ name: String) {
    #expect(throws: ZoneFault.self) { try ZoneDatabase.system.zone(name) }
  }

  @Test func aMachineWithoutZonesSaysSo() throws {
    let nowhere = ZoneDatabase(folder: "/nowhere")
    #expect(throws: ZoneFault.noDatabase("/nowhere")) { try nowhere.zone("Europe/Berlin") }
    #expect(try nowhere.zone("UTC") == .utc)
  }

  @Test func aDamagedFileIsRefused() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ZoneFault.self) { try ZoneRules(name: "x", tzif: Array(bytes.prefix(length))) }
    }
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      var bad = bytes
      for _ in 0..<3 { bad[Int.random(in: 0..<bad.count, using: &random)] = .random(in: 0...255, using: &random) }
      // Whatever comes out, it comes out.
      _ = try? ZoneRules(name: "x", tzif: bad)
    }
  }

  @Test func localTimesBecomeInstants() throws {
    let berlin = try ZoneDatabase.system.zone("Europe/Berlin")
    func instant(_ day: String, _ minute: Int64) throws -> Int64 {
      berlin.instant(ofLocal: Int64(try #require(CivilDay(day)).number) * 86_400 + minute * 60)
    }
    // Twice at 02:30: the first. Skipped at 02:30: an hour later by the clock.
    #expect(try instant("2026-10-25", 150) == 1_792_888_200)
    #expect(berlin.offset(at: 1_792_888_200) == 7200)
    #expect(try instant("2026-03-29", 150) == 1_774_747_800)
    #expect(try instant("2026-03-29", 210) == 1_774_747_800)
    #expect(try instant("2026-03-29", 60) == 1_774_742_400)
  }
}
