import CallScenarios
import Foundation
import Testing

/// The hotline with its web service as a service, over HTTP, instead of the folder that stands in for it.
@Suite struct ServiceTests {
  @Test func callsAreTheSameOverHTTP() async throws {
    let service = try Service()
    defer { service.stop() }
    for name in ["hotline/balance-mandarin.call", "hotline/fault-english.call", "hotline/packages.call"] {
      let scenario = try FlowFiles.scenario(name) { $0 + "set parameters=web=\(service.address)\n" }
      let played = try await FlowFiles.play(scenario)
      let judgement = Judgement(scenario, turns: played.turns, end: played.end)
      #expect(judgement.mismatches.map(\.headline) == [], "\(name)")
      #expect(played.diagnostics.isEmpty)
    }
  }

  private struct Service {
    let address: String
    private let process = Process()

    init() throws {
      let output = Pipe()
      process.executableURL = FlowFiles.folder.appendingPathComponent("hotline/service/serve")
      process.arguments = ["0"]
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      // It prints its address when it listens.
      let line = String(bytes: output.fileHandleForReading.availableData, encoding: .utf8)
      address = try #require(line?.split(separator: "\n").first.map(String.init))
    }

    func stop() {
      // Not asked but told: a test beside this one may have made SIGTERM ignored, and children inherit that.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}
