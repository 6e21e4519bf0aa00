import Foundation

/// A certificate for loopback, made by openssl when a test needs it.
enum Certificates {
  static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  struct Missing: Error {}

  /// A folder with `agent.pem` and `cafile.pem`.
  static func make() throws -> String {
    guard let openssl else { throw Missing() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: openssl)
    process.currentDirectoryURL = folder
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", "key.pem",
      "-out", "cafile.pem", "-addext", "subjectAltName=IP:127.0.0.1,IP:::1",
    ]
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Missing() }
    let both = try ["cafile.pem", "key.pem"].map { try Data(contentsOf: folder.appendingPathComponent($0)) }
    try (both[0] + both[1]).write(to: folder.appendingPathComponent("agent.pem"))
    return folder.path
  }

  static func remove(_ folder: String) {
    // What is left is in the folder for temporary files.
    try? FileManager.default.removeItem(atPath: folder)
  }
}
