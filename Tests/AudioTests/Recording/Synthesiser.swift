import Foundation

/// The synthesiser of the machine, where there is one.
enum Synthesiser {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/espeak-ng")

  struct Failed: Error {
    let status: Int32
  }

  static func speak(_ text: String, voice: String, to path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/espeak-ng")
    process.arguments = ["-v", voice, "-w", path, text]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
  }
}
