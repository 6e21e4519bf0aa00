import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A command that runs until it is told to stop.
final class RunningCommand {
  let folder: Folder
  private let process = Process()
  private let errors = Pipe()
  /// What it has said to standard error.
  private(set) var said = ""

  /// - Parameter folder: where it runs; its output goes to the file `output` there.
  init(_ arguments: [String], in folder: Folder) throws {
    self.folder = folder
    process.executableURL = Command.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = try folder.file("output", "", forWriting: true)
    process.standardError = errors
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Reads until a text was said once more than it was before.
  func wait(for text: String) throws {
    let before = heard
    while !said[before...].contains(text) {
      let part = errors.fileHandleForReading.availableData
      try #require(!part.isEmpty, "it ended without '\(text)': \(said)")
      said += String(decoding: part, as: UTF8.self)
    }
    if let range = said[before...].firstRange(of: text) {
      heardBytes = said.utf8.distance(from: said.startIndex, to: range.upperBound)
    }
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  var identifier: Int32 { process.processIdentifier }

  /// Has it die without warning.
  func crash() {
    signal(SIGKILL)
    process.waitUntilExit()
  }

  /// Asks it to end, and gives its exit code and output.
  func stop() throws -> (code: Int32, output: String) {
    signal(SIGTERM)
    process.waitUntilExit()
    said += String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    return (process.terminationStatus, try folder.text("output"))
  }

  private var heardBytes = 0
  private var heard: String.Index { said.utf8.index(said.startIndex, offsetBy: heardBytes) }

  /// A port that nobody else takes in the meantime: the system gives free ones in turn.
  static func freePort(_ type: __socket_type = SOCK_STREAM) throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(type.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(descriptor, name, length) == 0 ? getsockname(descriptor, name, &length) : -1
      }
    }
    try #require(code == 0)
    return UInt16(bigEndian: address.sin_port)
  }
}
