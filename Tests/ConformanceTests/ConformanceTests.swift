import Foundation
import Testing

/// The requirements of VoiceXML 2.0 and 2.1, one case an assertion.
@Suite("Conformance")
struct ConformanceTests {
  @Test("the case holds, or is a known gap that does not", arguments: ConformanceCase.all)
  func holds(_ item: ConformanceCase) async throws {
    let mismatches = try await item.mismatches()
    if try KnownGaps().reasons[item.id] == nil {
      #expect(mismatches == [], "\(item.file)")
    } else {
      #expect(!mismatches.isEmpty, "\(item.file) holds: take \(item.id) out of known-gaps")
    }
  }

  @Test("there are cases")
  func enough() {
    #expect(ConformanceCase.all.count >= 400)
  }

  @Test("README.md shows what holds, group by group")
  func page() throws {
    let page = try ConformancePage(cases: ConformanceCase.all, gaps: KnownGaps()).text()
    let file = ConformanceCase.folder + "/README.md"
    if ProcessInfo.processInfo.environment["ATTENDANT_UPDATE"] != nil {
      try page.write(toFile: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOfFile: file, encoding: .utf8)
    #expect(written == page, "write it anew: ATTENDANT_UPDATE=1 swift test --filter Conformance")
  }
}
