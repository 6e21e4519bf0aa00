import Foundation
import Testing

/// Runs the built `attendant` as a person or a program would.
struct Command {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// It lies beside the tests.
  static var executable: URL {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("attendant")
  }

  static let conversations = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Conversations")

  /// - Parameter folder: where it runs.
  static func run(
    _ arguments: String..., input: String = "", in folder: URL = conversations, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: input, in: folder, environment: environment)
  }

  static func run(
    _ arguments: [String], input: String = "", in folder: URL = conversations, environment: [String: String] = [:]
  ) throws -> Outcome {
    // Files instead of pipes: whatever it writes, nobody has to read at the same time.
    let scratch = try Folder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = try scratch.file("input", input, forWriting: false)
    process.standardOutput = try scratch.file("output", "", forWriting: true)
    process.standardError = try scratch.file("errors", "", forWriting: true)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try scratch.text("output"), errors: try scratch.text("errors"))
  }
}

/// A folder that goes away with the test.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("attendant-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      Issue.record("the folder \(url.path) cannot be removed: \(error)")
    }
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  func file(_ name: String, _ text: String, forWriting: Bool) throws -> FileHandle {
    try write(name, text)
    let place = url.appendingPathComponent(name)
    return try forWriting ? FileHandle(forWritingTo: place) : FileHandle(forReadingFrom: place)
  }
}
