#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of its own for one test, removed afterwards.
struct TemporaryFolder {
  let path: String

  @discardableResult
  static func run<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
    let path = "/tmp/attendant-test-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    do {
      let result = try await body(TemporaryFolder(path: path))
      try FileManager.default.removeItem(atPath: path)
      return result
    } catch {
      try FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  /// Writes a file and gives its URI.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
    return uri(name)
  }

  func uri(_ name: String) -> String { "file://\(path)/\(name)" }
}
