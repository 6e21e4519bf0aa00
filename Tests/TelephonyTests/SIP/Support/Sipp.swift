import Foundation
import Synchronization
import Testing

/// The program sipp, as a caller or a callee on loopback.
enum Sipp {
  static let path = ["/usr/bin/sipp", "/usr/local/bin/sipp"].first { FileManager.default.isExecutableFile(atPath: $0) }
  static let isMissing: Comment = "sipp is not installed (Debian: sip-tester)"

  struct Result {
    let status: Int32
    let output: String
  }

  /// Returns as soon as a callee has its socket, or is over: until then what is sent to it is refused by the kernel.
  static func isListening(on port: UInt16, or ended: Ended) async throws {
    let socket = String(format: "0100007F:%04X", Int(port))
    while try !["/proc/net/udp", "/proc/net/tcp"].contains(where: {
      try String(contentsOfFile: $0, encoding: .ascii).contains(": \(socket) ")
    }) {
      if ended.isSet { return }
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// Says that a callee has ended, whatever the reason.
  final class Ended: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }
  }

  /// Runs it to its end. `scenario` is one of its built-in names, or the text of an XML scenario.
  static func run(
    _ scenario: String, port: UInt16, to peer: UInt16?, calls: Int = 1, transport: String = "u1",
    _ more: [String] = []
  ) async throws -> Result {
    let path = try #require(path)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sipp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var arguments = ["-i", "127.0.0.1", "-p", String(port), "-m", String(calls), "-t", transport, "-nostdin"]
    arguments += ["-timeout", "30s", "-timeout_error", "-trace_err", "-error_file", "errors"] + more
    if scenario.hasPrefix("<") {
      let file = folder.appendingPathComponent("scenario.xml")
      try Data(scenario.utf8).write(to: file)
      arguments += ["-sf", file.path]
    } else {
      arguments += ["-sn", scenario]
    }
    if let peer { arguments.append("127.0.0.1:\(peer)") }

    let process = Process()
    // sipp's own limit waits for its calls to end; this one does not, even where the test is no more.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["-k", "1", "40", path] + arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    let errors = (try? String(contentsOf: folder.appendingPathComponent("errors"), encoding: .utf8)) ?? ""
    return Result(status: status, output: errors)
  }
}
