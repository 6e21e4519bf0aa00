import CallInterface
import ECMAScript
import FlowInterpreter
import FlowParser
import Foundation
import Grammar
import ScriptEngine

/// What the engine costs, beside the raw cost of what it stands on, measured in the same run. `--short` measures less.
/// Figures are printed and judged by people; nothing fails on a busy machine. Names after it choose what is measured:
/// loading, stepping, scripts, grammars, sessions, waiting, lines, media.
@main
struct Benchmarks {
  let isShort: Bool

  static func main() async throws {
    let benchmarks = Benchmarks(isShort: CommandLine.arguments.contains("--short"))
    print("Attendant benchmarks\(benchmarks.isShort ? " (short)" : "")")
    let chosen = Set(CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--") })
    let all: [(String, () async throws -> [Figure])] = [
      ("loading", benchmarks.loading), ("stepping", benchmarks.stepping), ("scripts", benchmarks.scripts),
      ("grammars", benchmarks.grammars),
      ("sessions", benchmarks.sessions), ("waiting", benchmarks.waiting),
      ("lines", { try LineBench(isShort: benchmarks.isShort).figures() }),
      ("media", { try MediaBench(isShort: benchmarks.isShort).figures() }),
    ]
    for (name, measure) in all where chosen.isEmpty || chosen.contains(name) {
      for figure in try await measure() { print(figure.line) }
    }
  }

  private func loading() async throws -> [Figure] {
    let flow = BenchFlow.menus(padding: 97)
    let bytes = Array(flow.utf8)
    let lines = flow.split(separator: "\n").count
    let parser = FlowParser()
    let raw = Measure.microseconds(20) { _ in _ = parser.parseData(bytes, uri: BenchCalls.uri) }
    let document = try BenchCalls(flow)
    _ = document
    let load = Measure.microseconds(20) { _ in
      if let value = parser.parseDocument(bytes, uri: BenchCalls.uri).value { _ = PreparedDocument(value) }
    }
    return [Figure(name: "load a flow of \(lines) lines", value: load, unit: "µs", raw: ("XML alone", raw))]
  }

  private func stepping() async throws -> [Figure] {
    var figures: [Figure] = []
    for (name, padding) in [
      ("a key in a menu, to the next menu's prompt", 10), ("the same, flow 100 times as long", 1000),
    ] {
      let calls = try BenchCalls(BenchFlow.menus(padding: padding))
      let lane = try ScriptLane()
      let count = isShort ? 500 : 5000
      let (value, raw) = try await lane.run {
        var call = try calls.waitingCall(on: lane)
        let step = Measure.microseconds(count) { _ in call.tell(.digit(.one)) }
        let script = try lane.makeContext(ScriptConfiguration())
        let scope = try script.openScope(named: "dialog", inside: nil)
        let raw = try Measure.microseconds(count) { _ in _ = try script.condition("1 == 1", in: scope) }
        return (step, raw)
      }
      figures.append(
        Figure(name: name, value: value, unit: "µs", raw: ("one cached expression", raw), floor: .atMost(30)))
    }
    return figures
  }

  private func scripts() async throws -> [Figure] {
    let lane = try ScriptLane()
    let count = isShort ? 500 : 5000
    return try await lane.run {
      let script = try lane.makeContext(ScriptConfiguration())
      let scope = try script.openScope(named: "dialog", inside: nil)
      try script.set("x", to: .number(1), in: scope)
      let first = try Measure.microseconds(count) { index in _ = try script.evaluate("x + \(index)", in: scope) }
      let cached = try Measure.microseconds(count) { _ in _ = try script.evaluate("x + 1", in: scope) }
      let open = try Measure.microseconds(count) { _ in
        script.closeScope(try script.openScope(named: "dialog", inside: scope))
      }
      return [
        Figure(name: "evaluate an expression for the first time", value: first, unit: "µs"),
        Figure(name: "evaluate a cached expression", value: cached, unit: "µs"),
        Figure(name: "open and close a scope", value: open, unit: "µs"),
      ]
    }
  }

  /// Ten thousand numbers of eight keys: what one key costs, the first one included.
  private func grammars() async throws -> [Figure] {
    let numbers = (0..<10_000).map { String(10_000_000 + $0 * 7919) }
    let items = numbers.map { number in
      let keys = number.map { String($0) }
      return "<item>\(keys.joined(separator: " "))</item>"
    }
    let text = """
      <grammar xmlns="http://www.w3.org/2001/06/grammar" version="1.0" mode="dtmf" root="r">
      <rule id="r"><one-of>\(items.joined())</one-of></rule></grammar>
      """
    guard let document = FlowParser().parseGrammar(Array(text.utf8), uri: BenchCalls.uri).value else {
      throw BenchFailure(message: "the grammar cannot be read")
    }
    let grammar = try CompiledGrammar(document)
    let keys = numbers[5000].map { String($0) }
    let entry = Measure.microseconds(isShort ? 50 : 500) { _ in
      var match = grammar.start()
      for key in keys { match.accept(key) }
    }
    let known = Set(items)
    let raw = Measure.microseconds(1000) { index in _ = known.contains(items[index % items.count]) }
    return [
      Figure(
        name: "a key in a grammar of 10,000 alternatives", value: entry / Double(keys.count), unit: "µs",
        raw: ("one look-up in a set", raw), floor: .atMost(50))
    ]
  }

  private func sessions() async throws -> [Figure] {
    let lane = try ScriptLane()
    let count = isShort ? 20 : 200
    let context = try await lane.run {
      try Measure.microseconds(count) { _ in _ = try Self.startedContext(on: lane) }
    }
    var figures: [Figure] = []
    for kind in Kind.allCases {
      let calls = try kind.calls()
      let session = try await lane.run {
        try Measure.microseconds(count) { _ in
          var call = try calls.waitingCall(on: lane)
          for _ in 0..<3 { call.tell(.digit(.two)) }
          call.tell(.hungUp)
        }
      }
      figures.append(
        Figure(
          name: "whole sessions of three keys \(kind.rawValue), one core", value: 1e6 / session, unit: "/s",
          raw: ("script contexts alone /s", 1e6 / context), floor: kind == .plain ? .atLeast(2000) : nil))
    }
    return figures
  }

  private func waiting() async throws -> [Figure] {
    let lanes = try ScriptLanes()
    let count = isShort ? 1000 : 10_000
    let start = try Measure.residentKilobytes()
    var held: [LaneContents] = []
    for lane in lanes.lanes {
      held.append(
        try await lane.run { LaneContents(try (0..<250).map { _ in try Self.startedContext(on: lane) }) })
    }
    // They stay: memory that they gave back would be used again by the calls, which then would seem to need none.
    var before = try Measure.residentKilobytes()
    let raw = Double(before - start) / Double(250 * lanes.lanes.count)
    var figures: [Figure] = []
    let share = count / lanes.lanes.count
    for kind in Kind.allCases.reversed() {
      let calls = try kind.calls()
      for lane in lanes.lanes {
        held.append(try await lane.run { LaneContents(try (0..<share).map { _ in try calls.waitingCall(on: lane) }) })
      }
      let after = try Measure.residentKilobytes()
      figures.append(
        Figure(
          name: "memory of one waiting call \(kind.rawValue)",
          value: Double(after - before) / Double(share * lanes.lanes.count), unit: "KB",
          raw: ("script context alone", raw), floor: .atMost(150)))
      before = after
    }
    withExtendedLifetime(held) {}
    return figures + [
      Figure(
        name: "the process, \(2 * count) calls and 500 contexts", value: Double(before) / 1024, unit: "MB", floor: nil)
    ]
  }

  /// Flows whose calls never need the script engine, and such whose calls do.
  private enum Kind: String, CaseIterable {
    case plain = "without scripts"
    case scripted = "with scripts"

    func calls() throws -> BenchCalls { try BenchCalls(BenchFlow.menus(padding: 10, withScripts: self == .scripted)) }
  }

  /// A context that has its engine.
  private static func startedContext(on lane: ScriptLane) throws -> DeferredContext {
    let context = try lane.makeContext(ScriptConfiguration())
    _ = try context.makeObject([])
    return context
  }
}

/// What belongs to a lane, kept alive. Touched by nobody until it is let go.
private final class LaneContents: @unchecked Sendable {  // Immutable, and only held.
  let contents: [Any]
  init(_ contents: [Any]) { self.contents = contents }
}
