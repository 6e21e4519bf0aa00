import Foundation
import Testing

/// `Flows/README.md`: its flows are those that callers hear, its commands print what it says, and each practice that it
/// names is shown by scenarios that are there.
@Suite struct TourTests {
  static let page = "README.md"

  @Test func flowsAreQuotedWordForWord() throws {
    let blocks = try TourPage(FlowFiles.text(Self.page)).blocks.filter { $0.kind == "xml" || $0.kind == "text" }
    #expect(blocks.count >= 8)
    for block in blocks {
      let file = try #require(block.file, "a quotation without the name of its file: \(block.text.prefix(80))")
      let text = try FlowFiles.text(file)
      #expect(Self.unindented(text).contains(Self.unindented(block.text)), "\(file) does not have: \(block.text)")
    }
  }

  @Test func commandsPrintWhatThePageSays() throws {
    let blocks = try TourPage(FlowFiles.text(Self.page)).blocks.filter { $0.kind == "console" }
    #expect(blocks.count >= 6)
    for block in blocks {
      for step in block.steps {
        #expect(try Shell.run(step.command, in: FlowFiles.root) == step.output, "\(step.command)")
      }
    }
  }

  @Test func nothingIsLeftUnrun() throws {
    let kinds = Set(try TourPage(FlowFiles.text(Self.page)).blocks.map(\.kind))
    #expect(kinds.isSubset(of: ["xml", "text", "console"]))
  }

  @Test func everyStepQuotesAFlow() throws {
    let page = try TourPage(FlowFiles.text(Self.page))
    #expect(page.steps.count >= 10)
    for step in page.steps { #expect(step.hasQuotation, "\(step.title) shows nothing") }
  }

  /// The rows of the table, and scenarios that do what they say.
  @Test func practicesAreShown() async throws {
    let rows = try TourPage(FlowFiles.text(Self.page)).practices
    #expect(rows.count >= 15)
    for row in rows {
      #expect(!row.scenarios.isEmpty, "\(row.practice) is shown by nothing")
      for scenario in row.scenarios {
        #expect(FlowFiles.scenarios.contains(scenario), "there is no \(scenario)")
        #expect(try await FlowFiles.mismatches(scenario) == [], "\(scenario)")
      }
    }
  }

  /// Without the blanks before each line, which depend on where a part stands.
  private static func unindented(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
  }
}
