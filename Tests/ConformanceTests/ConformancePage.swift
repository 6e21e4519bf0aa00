import Foundation

/// The page of `Tests/Conformance`: made from the cases and the known gaps.
struct ConformancePage {
  let cases: [ConformanceCase]
  let gaps: KnownGaps

  static let titles = [
    "DOC": "Documents, application root, transitions", "VAR": "Variables and scopes",
    "FIA": "Form interpretation", "MENU": "Menus", "FLD": "Fields, options, built-in types", "LINK": "Links",
    "EVT": "Events and handlers", "EXEC": "Executable content", "SUBD": "Subdialogs", "PRMPT": "Prompts",
    "DTMF": "Key collection", "GRAM": "Grammars", "SISR": "Semantic interpretation", "REC": "Recording",
    "XFER": "Transfers", "PROP": "Properties", "FETCH": "Fetching and submitting", "D21": "VoiceXML 2.1",
    "LASTR": "application.lastresult$", "SSML": "Speech markup", "ROB": "Robustness",
  ]

  func text() throws -> String {
    var page = """
      # Conformance

      What VoiceXML 2.0 and 2.1 ask of an interpreter for keys and typed words, one case an assertion: a flow, a caller, and
      what must be heard. Each runs in virtual time with `attendant test Tests/Conformance` and in the test suite. `known-gaps`
      names what does not hold or cannot be shown by a caller, with the reason; a case that holds although it stands there is a
      failure too. This page is made by a test.

      | group | about | assertions shown | gaps |
      |---|---|---|---|

      """
    var sections = ""
    for (group, items) in groups() {
      let shown = Set(items.map(\.id)).subtracting(gaps.reasons.keys)
      let missing = gaps.reasons.keys.filter { $0.hasPrefix(group + "-") }.sorted(by: inOrder)
      page += "| \(group) | \(Self.titles[group] ?? "") | \(shown.count) | \(missing.count) |\n"
      sections += "\n## \(group): \(Self.titles[group] ?? "")\n\n| case | shows |\n|---|---|\n"
      for item in items where gaps.reasons[item.id] == nil {
        sections += "| [\(item.name)](\(item.file)) | \(escaped(try item.summary())) |\n"
      }
      for id in missing { sections += "| \(id) | gap: \(escaped(gaps.reasons[id] ?? "")) |\n" }
    }
    return page + sections
  }

  private func groups() -> [(String, [ConformanceCase])] {
    var order: [String] = []
    var groups: [String: [ConformanceCase]] = [:]
    for item in cases {
      if groups[item.group] == nil { order.append(item.group) }
      groups[item.group, default: []].append(item)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private func inOrder(_ a: String, _ b: String) -> Bool {
    a.compare(b, options: .numeric) == .orderedAscending
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|").replacingOccurrences(of: "<", with: "&lt;")
  }
}
