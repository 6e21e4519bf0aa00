import FlowParser
import Foundation
import Testing

/// Small broken documents and the diagnostics that they must give, word for word, in both modes. With
/// ATTENDANT_UPDATE=1 the expected files are written anew.
@Suite("Diagnostics, word for word")
struct GoldenDiagnosticTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".vxml") || $0.hasSuffix(".grxml") }.sorted()
  }()

  @Test func `there are documents`() {
    #expect(Self.names.count >= 20)
  }

  @Test(arguments: names)
  func `a document gives its diagnostics`(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let found = Self.report(bytes, name: name)
    let file = Self.folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["ATTENDANT_UPDATE"] == "1" {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == (try String(contentsOf: file, encoding: .utf8)))
  }

  private static func report(_ bytes: [UInt8], name: String) -> String {
    let modes: [(String, ParserOptions.Mode)] = [("tolerant", .tolerant), ("strict", .strict)]
    return modes.map { title, mode in
      let parser = FlowParser(options: ParserOptions(mode: mode))
      let uri = "file:///flows/\(name)"
      let (isAccepted, diagnostics) =
        name.hasSuffix(".grxml")
        ? outcome(parser.parseGrammar(bytes, uri: uri)) : outcome(parser.parseDocument(bytes, uri: uri))
      let head = "== \(title): \(isAccepted ? "accepted" : "refused")"
      return ([head] + diagnostics.map(\.description)).joined(separator: "\n") + "\n"
    }
    .joined()
  }

  private static func outcome<Value>(_ result: ParseResult<Value>) -> (Bool, [Diagnostic]) {
    (result.value != nil, result.diagnostics)
  }
}
