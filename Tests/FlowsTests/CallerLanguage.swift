/// A language that callers choose: in the hotline by its key, elsewhere by the number that they call.
enum CallerLanguage: String, CaseIterable {
  case mandarin = "cmn-Hans-CN"
  case cantonese = "yue-Hant-HK"
  case english = "en-GB"

  var key: String {
    switch self {
    case .mandarin: "1"
    case .cantonese: "2"
    case .english: "3"
    }
  }

  /// The same caller in this language. What is expected goes away: its words are those of another one.
  func rewrite(_ scenario: String) -> String {
    var lines: [String] = ["set language=\(rawValue)"]
    var hasChosen = false
    for line in scenario.split(separator: "\n").map(String.init) {
      let words = line.split(separator: " ")
      switch words.first {
      case ">", "=", "?", "log": continue
      case "set" where line.hasPrefix("set language="): continue
      case "set" where line.hasPrefix("set parameters="):
        lines.append(
          words.map { $0.contains("language=") ? Self.parameter(rawValue, $0) : String($0) }.joined(separator: " "))
      case "press", "press!", "silence":
        let chooses = !hasChosen && scenario.contains("flow hotline.vxml") && words.count == 2 && isChoice(words[1])
        hasChosen = true
        lines.append(chooses ? "\(words[0]) \(key)" : line)
      default: lines.append(line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func isChoice(_ key: Substring) -> Bool { Self.allCases.contains { $0.key == key } }

  private static func parameter(_ language: String, _ word: Substring) -> String {
    word.hasPrefix("parameters=") ? "parameters=language=\(language)" : "language=\(language)"
  }

  /// Where the hotline offers its languages: the one thing that calls in two of them do not share.
  static func linesOfChoice() throws -> Set<Int> {
    let lines = try FlowFiles.text("hotline/hotline.vxml").split(separator: "\n", omittingEmptySubsequences: false)
    return Set(lines.indices.filter { lines[$0].contains("<option dtmf=") }.map { $0 + 1 })
  }
}
