import Foundation
import Testing

/// Expected texts beside the tests. `ATTENDANT_UPDATE=1` rewrites them.
enum Golden {
  static func expect(
    _ text: String, _ name: String, file: String = #filePath, at location: SourceLocation = #_sourceLocation
  ) throws {
    let golden = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Goldens/\(name)")
    if ProcessInfo.processInfo.environment["ATTENDANT_UPDATE"] != nil {
      try Data(text.utf8).write(to: golden)
      return
    }
    let expected = String(decoding: try Data(contentsOf: golden), as: UTF8.self)
    let now = text.split(separator: "\n", omittingEmptySubsequences: false)
    let was = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let differences = zip(now, was).filter { $0 != $1 }
    #expect(
      text == expected, "\(name): \(differences.prefix(5).map { "\n  now  \($0)\n  was  \($1)" }.joined())",
      sourceLocation: location)
  }
}
