import CallRuntime
import Foundation
import Testing

/// `attendant serve` as it is shipped, on loopback.
final class Served: Sendable {
  let port: UInt16
  let uri: String
  let child: Child

  /// - Parameter places: for `--sip`; none where the configuration among the other arguments has them.
  private init(_ flow: String, in folder: Folder, at places: [String]?, _ more: [String]) throws {
    port = try Loopback.freePort()
    let places = places ?? ["127.0.0.1:\(port)"]
    uri = "sip:100@127.0.0.1:\(port)"
    child = try Child(
      Self.executable.path,
      ["serve", flow, "--voice", "hum", "--recordings", folder.path("recordings")]
        + places.flatMap { ["--sip", $0] } + more,
      in: folder.url, environment: ["XDG_CACHE_HOME": folder.path("cache")])
  }

  /// It lies beside the tests.
  static var executable: URL {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "attendant")
  }

  /// Serves the flow for as long as `body` runs. It must have ended well after that: SIGTERM, no calls left, exit code 0.
  static func during<Result>(
    _ flow: String, in folder: Folder, at places: [String]? = nil, _ more: [String] = [],
    _ body: (Served) async throws -> Result
  ) async throws -> Result {
    let served = try Served(flow, in: folder, at: places, more)
    do {
      _ = try await served.child.state.wait(for: "the server to be ready") { state in
        if let code = state.code { throw GaveUp(what: "the server", state: "\(code): \(state.errors)") }
        return state.errors.first { $0.contains("answering at") }
      }
      let result = try await body(served)
      await served.child.end()
      let code = try await served.child.code()
      #expect(code == 0, "\(code) \(served.child.state.state.errors.suffix(60))")
      return result
    } catch {
      await served.child.end()
      throw error
    }
  }

  /// Waits for so many call records in all.
  func records(_ count: Int) async throws -> [CallRecord] {
    try await child.state.wait(for: "\(count) call records") { state in
      guard state.output.count >= count else {
        guard state.code == nil else { throw GaveUp(what: "\(count) call records", state: "\(state)") }
        return nil
      }
      return try state.output.map { try JSONDecoder().decode(CallRecord.self, from: Data($0.utf8)) }
    }
  }
}
