import CallInterface
import CallRuntime
import Console
import Foundation
import Logging
import ScriptEngine
import Synchronization
import Testing

@testable import Switchboard

/// Random flows push a marked secret about; nothing but the body of a POST may have it. ATTENDANT_FUZZ_SEED set to the
/// seed of a failure comes first; ATTENDANT_SECRET_FLOWS says how many (600).
@Suite struct SecretFuzzTests {
  private struct Tally {
    var flows = 0
    var asked = 0
    var posted = 0
    var refused = 0
    var concealed = 0
  }

  @Test func noSecretIsWrittenDown() async throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ATTENDANT_FUZZ_SEED"].flatMap { UInt64($0) } ?? .random(in: 0..<1_000_000_000)
    let count = environment["ATTENDANT_SECRET_FLOWS"].flatMap { Int($0) } ?? 600
    print("secrets: ATTENDANT_FUZZ_SEED=\(seed)")
    let lanes = try ScriptLanes(count: 2)
    var tally = Tally()
    for number in 0..<count {
      let present = seed &+ UInt64(number)
      let call = try await SecretCall(seed: present, lanes: lanes)
      tally.flows += 1
      tally.asked += call.wasAsked ? 1 : 0
      tally.posted += call.posted ? 1 : 0
      tally.refused += call.text.contains("is secure") ? 1 : 0
      tally.concealed += call.text.contains(Concealed.text) ? 1 : 0
      if let complaint = call.complaint {
        Issue.record("\(complaint)\nATTENDANT_FUZZ_SEED=\(present)\n\(call.flow)")
        return
      }
    }
    print("secrets: \(tally)")
    // It was asked for, posted, refused and shown concealed often enough to mean something.
    #expect(tally.asked > count * 8 / 10)
    #expect(tally.posted > count / 3)
    #expect(tally.refused > count / 2)
    #expect(tally.concealed > count * 8 / 10)
  }

  /// The search itself: what it must find in what a leak would look like.
  @Test func theSearchFindsLeaks() {
    var random = SplitMix64(seed: 7)
    let marker = Marker(random: &random)
    let apart = marker.digits.map(String.init)
    #expect(marker.trace(in: "all well\nkeys \(marker.digits)!") == "keys \(marker.digits)!")
    #expect(marker.trace(in: apart.joined(separator: " ")) != nil)
    #expect(marker.trace(in: "x=" + apart.joined(separator: "%20")) != nil)
    #expect(marker.trace(in: String(marker.digits.reversed())) != nil)
    #expect(marker.trace(in: "{\"a\":[\"\(apart.joined(separator: "\",\""))\"]}") != nil)
    #expect(marker.trace(in: String(marker.digits.dropLast())) == nil)
  }
}

/// One call through one flow, and everything that came of it.
private struct SecretCall {
  let flow: String
  /// All that was written down.
  let text: String
  let wasAsked: Bool
  /// The secret reached the server by a POST.
  let posted: Bool
  let complaint: String?

  init(seed: UInt64, lanes: ScriptLanes) async throws {
    var writer = SecretFlowWriter(seed: seed)
    let marker = Marker(random: &writer.random)
    let habits = SecretCaller.Habits(
      typesAhead: writer.random.chance(20), mistypes: writer.random.chance(20), speaks: writer.random.chance(15),
      hangsUp: writer.random.chance(5))
    flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      \(writer.flow())
      </vxml>
      """
    let facts = CallFacts(from: "tel:+49301", to: "tel:+49302", startedAt: 1_767_607_200_000, seed: 4)
    let caller = SecretCaller(secret: marker.digits, habits: habits, facts: facts)
    let shop = SecretShop(flow: flow)
    let reports = Mutex<[TimedReport]>([])
    let runner = CallRunner(
      flow: SecretShop.address, facts: facts, channel: caller, resources: ResourceStore(loader: shop),
      lane: lanes.next(), clock: .virtual(), keepsEvents: true
    ) { at, report in reports.withLock { $0.append(TimedReport(at: at, report)) } }
    let outcome = await runner.run()

    var lines = JSONLines(flow: SecretShop.address)
    var written: [(name: String, text: String)] = []
    let told = reports.withLock { $0 }
    let entries = told.map { lines.line($0) } + [lines.end(outcome.end, at: outcome.ended)]
    written.append(("jsonl", entries.joined(separator: "\n")))
    written.append(("console", told.compactMap { ReportLines.line($0.report)?.text }.joined(separator: "\n")))
    written.append(("end", ReportLines.line(outcome.end).text))
    written.append(("record", try Self.json(outcome.record)))
    written.append(("events", try Self.json(outcome.events)))
    written.append(("scenario", await caller.scenario))
    written.append(("commands", try await caller.commands.map(Self.json).joined(separator: "\n")))
    written.append(("waits", try await caller.waits.map(Self.json).joined(separator: "\n")))
    written.append(("server's log", Self.serverLog(of: told)))
    var counts = BusinessCounts()
    let names = counts.note(outcome: outcome.record.outcome, metrics: outcome.record.metrics)
    written.append(("server's metrics", "\(counts) \(names)"))
    written.append(("addresses", shop.addresses.joined(separator: "\n")))
    text = written.map(\.text).joined(separator: "\n")

    let pins = shop.bodies.flatMap { $0 }.filter { $0.name == "pin" }
    posted = pins.contains { $0.content == .text(marker.digits) }
    wasAsked =
      await caller.waits.contains { if case .input(let wait) = $0 { wait.item == "pin" } else { false } }
      || habits.typesAhead
    let leak = written.lazy.compactMap { name, text in marker.trace(in: text).map { "\(name): \($0)" } }.first
    let spoiled = pins.first { $0.content != .text(marker.digits) && $0.content != .text("") }
    complaint =
      leak.map { "the secret \(marker.digits) was written down\n\($0)" }
      ?? spoiled.map { "a POST brought \($0.content) instead of \(marker.digits)" }
      ?? (told.isEmpty ? "nothing was reported" : nil)
  }

  /// All that a server writes down of what the flow did, at its most talkative.
  private static func serverLog(of told: [TimedReport]) -> String {
    let lines = KeptLines()
    var logger = Logger(label: "server") { _ in KeptLog(lines: lines) }
    logger.logLevel = .trace
    let log = CallLog(call: "call", logger)
    for report in told { log.note(report.report, at: report.at) }
    return lines.all.withLock { $0.joined(separator: "\n") }
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
