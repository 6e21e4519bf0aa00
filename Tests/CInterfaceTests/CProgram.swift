import Foundation
import Testing

/// A C program that is compiled against the header and the built library, as a host's own would be.
struct CProgram {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Where everything that was built lies, the tests too.
  static var built: URL {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent()
  }

  private let folder: Folder

  /// - Parameter source: C11, without a warning.
  init(_ source: String) throws {
    folder = try Folder()
    let file = folder.url.appending(path: "program.c")
    try source.write(to: file, atomically: true, encoding: .utf8)
    let library = Self.built.appending(path: "libattendant-c.so").path
    let outcome = try Self.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "clang", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I",
        Self.root.appending(path: "Sources/CAttendant/include").path,
        "-o", executable.path, file.path, library, "-Wl,-rpath,\(Self.built.path)", "-ljansson",
      ])
    try #require(outcome.code == 0, "\(outcome.errors)")
  }

  func run(_ arguments: [String]) throws -> Outcome {
    try Self.run(executable, arguments)
  }

  private var executable: URL { folder.url.appending(path: "program") }

  static func run(_ executable: URL, _ arguments: [String], input: String = "") throws -> Outcome {
    // Files instead of pipes: whatever it writes, nobody has to read at the same time.
    let folder = try Folder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.standardInput = try folder.handle("input", input)
    process.standardOutput = try folder.handle("output")
    process.standardError = try folder.handle("errors")
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try folder.text("output"), errors: try folder.text("errors"))
  }
}

/// A folder that goes away with the test.
final class Folder {
  let url = FileManager.default.temporaryDirectory.appending(path: "attendant-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      Issue.record("the folder \(url.path) cannot be removed: \(error)")
    }
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appending(path: name), encoding: .utf8)
  }

  func handle(_ name: String, _ text: String = "") throws -> FileHandle {
    let file = url.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try FileHandle(forUpdating: file)
  }
}
