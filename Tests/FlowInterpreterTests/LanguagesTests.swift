import FlowInterpreter
import Testing

/// Which languages a platform's own will do for.
@Suite("Languages")
struct LanguagesTests {
  @Test(
    "a language serves its wider and narrower forms",
    arguments: [
      (["en"], "en", true), (["en"], "en-US", true), (["en-US"], "en", true), (["en-US"], "EN-us", true),
      (["en-US"], "en-GB", false), (["en"], "eng", false), (["zh", "en"], "zh-Hant-HK", true),
      (["zh-Hant"], "zh-HK", false), (["fr"], "en", false), ([], "en", false),
    ] as [([String], String, Bool)])
  func serve(_ own: [String], _ wanted: String, _ expected: Bool) {
    #expect(Languages(own).serve(wanted) == expected)
  }
}
