import Foundation
import Testing

/// `Tests/Conformance/error-events`: each error of the standard has a case that shows it, or a reason; and what the
/// sources throw is on the list.
@Suite("Error events")
struct ErrorEventTests {
  private struct Line: Sendable, CustomTestStringConvertible {
    let event: String
    let cases: [String]
    let reason: String?
    var testDescription: String { event }

    /// Without the star.
    var stem: String { event.hasSuffix("*") ? String(event.dropLast()) : event }

    func covers(_ thrown: String) -> Bool {
      event.hasSuffix("*") ? thrown.hasPrefix(stem) : thrown == event
    }
  }

  private static let lines: [Line] = {
    let text = (try? String(contentsOfFile: ConformanceCase.folder + "/error-events", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      let rest = parts.count > 1 ? parts[1] : ""
      let isReason = rest.hasPrefix("—")
      return Line(
        event: parts[0], cases: isReason ? [] : rest.split(separator: " ").map(String.init),
        reason: isReason ? rest : nil)
    }
  }()

  @Test("each has a case that names it, or a reason", arguments: lines)
  private func shown(_ line: Line) throws {
    #expect(line.reason != nil || !line.cases.isEmpty)
    let gaps = try KnownGaps().reasons
    for name in line.cases {
      let item = try #require(ConformanceCase.all.first { $0.name == name }, "there is no case \(name)")
      #expect(gaps[item.id] == nil, "\(name) is a gap")
      let texts = try [item.path, item.path.dropLast(".call".count) + ".vxml"].map {
        try String(contentsOfFile: String($0), encoding: .utf8)
      }
      #expect(texts.contains { $0.contains(line.stem) }, "\(name) does not name \(line.event)")
    }
  }

  @Test("nothing else is thrown")
  func thrown() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
      .standardized.path
    let files = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    var found: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
      for match in text.matches(of: /"(error\.[a-z.]+)/) { found.insert(String(match.1)) }
    }
    #expect(found.count >= 10)
    for event in found.sorted() {
      #expect(Self.lines.contains { $0.covers(event) }, "\(event) is not in error-events")
    }
  }
}
