import Prompting
import Testing

/// The file `languages`.
@Suite struct LanguageListTests {
  static let text =
    "# folder tag instead\n\ncmn cmn-Hans-CN en\nyue\tyue-Hant-HK  cmn en # Hong Kong\nen en-GB cmn\nen-US en-US en"

  private func list(_ text: String) -> (LanguageList, [String]) {
    let (list, problems) = LanguageList.parse(Array(text.utf8))
    return (list, problems.map { "\($0.line): \($0.message)" })
  }

  @Test func linesAreLanguages() {
    let (list, problems) = list("\u{FEFF}" + Self.text)
    #expect(problems == [])
    #expect(list.lines.map(\.folder) == ["cmn", "yue", "en", "en-US"])
    #expect(list.lines.map(\.tag) == ["cmn-Hans-CN", "yue-Hant-HK", "en-GB", "en-US"])
    #expect(list.lines.map(\.instead) == [["en"], ["cmn", "en"], ["cmn"], ["en"]])
  }

  @Test(arguments: [
    ("yue", "yue"), ("YUE", "yue"), ("yue-Hant-HK", "yue"), ("yue-Hans", "yue"), ("zh-HK", "yue"), ("zh", "cmn"),
    ("zh-CN", "cmn"), ("cmn-Hans", "cmn"), ("en", "en"), ("en-us", "en-US"), ("en-US-x", "en-US"), ("en-AU", "en"),
    ("fr", nil), ("", nil), ("-", nil), ("e", nil), ("zh-wuu", nil),
  ])
  func aLanguageIsSpokenByALine(_ tag: String, _ folder: String?) {
    #expect(list(Self.text).0.line(for: tag)?.folder == folder)
  }

  @Test(arguments: [
    ("cmn", "1: a line is a folder"), ("en en\n../x en", "2: \"../x\" is no name"),
    ("en en\nen en-GB", "2: there are two"),
    ("en english", "1: \"english\" is no language"), ("en en fr", "1: \"fr\" stands in for \"en\" and has no line"),
    ("en en ../../etc", "1: \"../../etc\" is no name"), ("en e%n", "1: \"e%n\" is no language"),
  ])
  func badLinesAreTold(_ text: String, _ problem: String) {
    let problems = list(text).1
    #expect(problems.count == 1 && problems.allSatisfy { $0.hasPrefix(problem) }, "\(problems)")
  }

  @Test func aListHasAnEnd() {
    let many = (0..<200).map { "l\($0) en" }.joined(separator: "\n")
    let (list, problems) = list(many)
    #expect(list.lines.count == LanguageList.limit)
    #expect(problems == ["65: there are more than 64 languages"])
  }
}
