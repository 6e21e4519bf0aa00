import CallInterface
import Foundation
import Telephony
import TestCallers

/// Many calls against a telephone server: what callers hear, and what the server needs for it.
@main
struct Load {
  let options: LoadOptions
  let server: LoadServer
  let phone: CallerPhone

  static func main() async throws {
    signal(SIGPIPE, SIG_IGN)
    do {
      let options = try LoadOptions(Array(CommandLine.arguments.dropFirst()))
      if let bare = options.bare { return try BareLoop.run(calls: bare) }
      try await run(options)
    } catch let wrong as LoadOptions.Wrong {
      FileHandle.standardError.write(Data("Load: \(wrong)\n".utf8))
      exit(2)
    } catch {
      FileHandle.standardError.write(Data("Load: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ options: LoadOptions) async throws {
    let server: LoadServer
    if let address = options.server, let number = options.process {
      server = LoadServer(at: address, number: number)
    } else {
      server = try LoadServer(calls: options.calls, port: try FreePort.find())
    }
    let phone = try await CallerPhone(port: try FreePort.find())
    let load = Load(options: options, server: server, phone: phone)
    let result: Result<Void, any Error>
    do {
      Table.line(
        "\(options.calls) calls for \(options.seconds) s, a key each \(options.pace) ms, half of them in the sound")
      if options.setups > 0 { try await load.setups() }
      // The machine may change meanwhile, where it is shared.
      try await load.bare("before")
      try await load.talk()
      try await load.bare("after")
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await phone.stop()
    try server.stop()
    try result.get()
  }

  // MARK: Beginning and ending calls

  /// The processor time that a call costs which is begun and ended at once.
  private func setups() async throws {
    let callers = try Callers(1)
    defer { callers.stop() }
    // What is done once is not counted.
    for _ in 0..<5 { await phone.hangUp(try await phone.call(server.uri, soundTo: callers.ports[0]).0) }
    try await Task.sleep(for: .seconds(1))
    let before = try ProcessFigures(server.number)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<options.setups {
        try await ContinuousClock().sleep(until: before.at + .seconds(1) * number / options.rate)
        group.addTask { [phone, uri = server.uri] in
          let dialog = try await phone.call(uri, soundTo: callers.ports[0]).0
          await phone.hangUp(dialog)
        }
      }
      try await group.waitForAll()
    }
    try await Task.sleep(for: .seconds(1))
    let after = try ProcessFigures(server.number)
    let each = (after.processor - before.processor) * 1000 / Double(options.setups)
    Table.row("set-up and release, processor time a call", each, "ms", "\(options.setups) calls, \(options.rate)/s")
    Table.row("memory left by them", Double(after.memory - before.memory), "KB")
    Table.row("descriptors left by them", Double(after.descriptors - before.descriptors), "")
  }

  // MARK: Talking

  private func talk() async throws {
    let callers = try Callers(options.calls)
    defer { callers.stop() }
    let idle = try ProcessFigures(server.number)
    let dialogs = try await begin(callers)
    let up = try ProcessFigures(server.number)
    Table.row("memory a call", Double(up.memory - idle.memory) / Double(options.calls), "KB", "\(up.memory) KB in all")
    try await Task.sleep(for: .milliseconds(options.pace))
    callers.forget()
    let first = try ProcessFigures(server.number)
    let sleepers = Sleepers()
    try await press(callers, from: first)
    // The last keys are heard.
    try await Task.sleep(for: .seconds(3))
    let last = try ProcessFigures(server.number)
    let statistics = await callers.statistics().all
    tell(statistics, first, last)
    sleepers.tell()
    await withTaskGroup(of: Void.self) { group in
      for dialog in dialogs { group.addTask { [phone] in _ = await phone.hangUp(dialog) } }
    }
    try await Task.sleep(for: .seconds(1))
    let end = try ProcessFigures(server.number)
    Table.row("memory after the calls, more than before", Double(end.memory - idle.memory), "KB")
    Table.row("descriptors after the calls, more than before", Double(end.descriptors - idle.descriptors), "")
  }

  private func begin(_ callers: Callers) async throws -> [SIPDialogID] {
    let start = ContinuousClock.now
    return try await withThrowingTaskGroup(of: SIPDialogID.self) { group in
      for number in 0..<options.calls {
        try await ContinuousClock().sleep(until: start + .seconds(1) * number / options.rate)
        group.addTask { [phone, uri = server.uri] in
          let (dialog, media) = try await phone.call(uri, soundTo: callers.ports[number])
          try callers.begin(
            number, host: media.address.host, port: media.address.port, eventType: media.sends.telephoneEvent ?? 101)
          return dialog
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Each call presses a key at its own moment of each round; a line of figures ten times.
  private func press(_ callers: Callers, from first: ProcessFigures) async throws {
    let end = first.at + .seconds(options.seconds)
    var (round, told) = (0, first)
    while first.at + .milliseconds(options.pace) * (round + 1) <= end {
      for number in 0..<options.calls {
        let moment = Duration.milliseconds(options.pace) * (round * options.calls + number) / options.calls
        try await ContinuousClock().sleep(until: first.at + moment, tolerance: .zero)
        let isEvent = (number + round).isMultiple(of: 2)
        callers.press(isEvent ? .one : .two, by: isEvent ? .events : .tones, in: number)
      }
      round += 1
      if ContinuousClock.now - told.at > .seconds(options.seconds) / 10 {
        let now = try ProcessFigures(server.number)
        Table.progress(since: first, from: told, to: now)
        told = now
      }
    }
    try await ContinuousClock().sleep(until: end)
  }

  private func tell(_ statistics: CallerStatistics, _ first: ProcessFigures, _ last: ProcessFigures) {
    let seconds = (last.at - first.at) / .seconds(1)
    let used = (last.processor - first.processor) / seconds
    Table.row("processors in use", used, "", "of \(ProcessInfo.processInfo.activeProcessorCount)")
    Table.row("calls a core", Double(options.calls) / used, "")
    // Where the machine is full, callers get and send less than a packet each 20 ms: this is true all the same.
    let pair = used * seconds * 1e6 / Double(statistics.packetsReceived)
    Table.row("a packet pair", pair, "µs", "with all that belongs to calls")
    let media = (last.media - first.media) * 1e6 / Double(statistics.packetsReceived)
    Table.row("a packet pair, media alone", media, "µs", String(format: "%.0f calls a core", 20_000 / media))
    for way in KeyWay.allCases {
      Table.times("a key to another prompt, \(way.rawValue)", (statistics.delays[way] ?? []).map { Double($0) / 1e6 })
    }
    let heard = statistics.delays.values.map(\.count).reduce(0, +)
    Table.row("keys pressed", Double(statistics.keys), "")
    Table.row("keys lost", Double(statistics.keys - heard), "")
    let expected = Double(options.calls) * seconds * 50
    Table.row(
      "packets heard", Double(statistics.packetsReceived), "",
      String(format: "%.3f of one each 20 ms", Double(statistics.packetsReceived) / expected))
    Table.row("packets missing by their numbers", Double(statistics.missing), "")
    Table.row(
      "packets late by more than 20 ms", Double(statistics.late), "",
      String(format: "%.3f %%", 100 * Double(statistics.late) / expected))
    Table.row(
      "packets late, 99.9 % within", Double(statistics.lateness.quantile(999)), "ms",
      "most \(statistics.lateness.quantile(1000)) ms")
  }

  // MARK: Beside it

  /// The same packets to a bare loop of sockets, spandsp and G.711.
  private func bare(_ when: String) async throws {
    let loop = Process()
    loop.executableURL = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    loop.arguments = ["--bare", String(options.calls)]
    let (input, output) = (Pipe(), Pipe())
    (loop.standardInput, loop.standardOutput) = (input, output)
    try loop.run()
    defer {
      kill(loop.processIdentifier, SIGKILL)
      loop.waitUntilExit()
    }
    let ports = (output.line() ?? "").split(separator: " ").compactMap { UInt16($0) }
    let callers = try Callers(options.calls)
    defer { callers.stop() }
    for (number, port) in ports.enumerated() {
      try callers.begin(number, host: "127.0.0.1", port: port, eventType: 101)
    }
    try await Task.sleep(for: .seconds(1))
    callers.forget()
    let first = try ProcessFigures(loop.processIdentifier)
    try await Task.sleep(for: .seconds(min(options.seconds, max(10, options.seconds / 10))))
    let last = try ProcessFigures(loop.processIdentifier)
    let packets = await callers.statistics().all.packetsReceived
    let seconds = (last.at - first.at) / .seconds(1)
    let used = (last.processor - first.processor) / seconds
    let pair = used * seconds * 1e6 / Double(packets)
    Table.row("a bare loop, \(when): a packet pair", pair, "µs", String(format: "%.0f calls a core", 20_000 / pair))
  }
}
