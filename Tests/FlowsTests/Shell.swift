import Foundation

/// Runs a command line of the tour, with the built `attendant` first in the path.
enum Shell {
  static func run(_ command: String, in folder: URL) throws -> String {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let products = tests.resolvingSymlinksInPath().deletingLastPathComponent().path
    // A file instead of a pipe: however much it prints, nobody has to read at the same time.
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("attendant-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { do { try FileManager.default.removeItem(at: output) } catch { print("\(output.path) is left: \(error)") } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": products + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"), "NO_COLOR": "1",
    ]) { $1 }
    let file = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    try process.run()
    process.waitUntilExit()
    return try String(contentsOf: output, encoding: .utf8)
  }
}
