/// Rewrites the expected lines of a scenario and nothing else.
struct ScenarioUpdate {
  private struct SourceLine {
    var text: String
    /// As in the file: `\n`, `\r\n`, or nothing at its end.
    let ending: String
  }
  private let scenario: Scenario
  private var source: [SourceLine]
  /// By index in `source`: what follows the line, and whether the line itself goes.
  private var inserted: [Int: [String]] = [:]
  private var removed: Set<Int> = []

  init(_ scenario: Scenario) {
    self.scenario = scenario
    source = []
    var line = ""
    for character in scenario.text {
      if character.isNewline {
        source.append(SourceLine(text: line, ending: String(character)))
        line = ""
      } else {
        line.append(character)
      }
    }
    if !line.isEmpty { source.append(SourceLine(text: line, ending: "")) }
  }

  mutating func rewrite(_ judge: TurnJudge) {
    if !judge.promptsFit { rewritePrompts(judge) }
    for mismatch in judge.mismatches() where mismatch.isRepairable {
      switch mismatch.rule {
      case .state: replace(mismatch.line - 1, with: "= \(judge.names[0])")
      case .log: removed.insert(mismatch.line - 1)
      case .prompt, .condition, .uncaught, .unreached: break
      }
    }
  }

  /// Lines that came true stay as they are, wildcards and all; the others make way for what was heard.
  private mutating func rewritePrompts(_ judge: TurnJudge) {
    let places = judge.promptLines.map { scenario.lines[$0].number - 1 }
    let heard = judge.heard
    var free: [Int] = []
    var texts: [String] = []
    var last: Int?
    for line in Alignment.align(judge.patterns, heard) {
      switch line {
      case .missing(let index): free.append(places[index])
      case .extra(let index): texts.append(heard[index])
      case .same(let index, _), .anything(let index, _):
        settle(&free, &texts, after: last ?? places[index] - 1)
        last = places[index]
      }
    }
    settle(&free, &texts, after: last ?? (places.first ?? 0) - 1)
  }

  /// Puts texts into the free lines one by one; what is left of either is inserted or removed.
  private mutating func settle(_ free: inout [Int], _ texts: inout [String], after last: Int) {
    for (place, text) in zip(free, texts) { replace(place, with: "> \(text)") }
    for place in free.dropFirst(texts.count) { removed.insert(place) }
    inserted[free.prefix(texts.count).last ?? last, default: []] += texts.dropFirst(free.count).map { "> \($0)" }
    free = []
    texts = []
  }

  /// Keeps the line's indentation and its comment.
  private mutating func replace(_ place: Int, with text: String) {
    guard source.indices.contains(place) else { return }
    let line = Substring(source[place].text)
    let indentation = line.prefix(while: \.isWhitespace)
    let content = LineWords(line).content(from: line.startIndex, comments: .afterWideBlank)
    source[place].text = indentation + text + line[content.text.endIndex...]
  }

  var text: String {
    let ending = source.first?.ending ?? "\n"
    var result = ""
    func add(_ texts: [String]?) {
      for text in texts ?? [] {
        if let last = result.last, !last.isNewline { result += ending }
        result += text + (ending.isEmpty ? "\n" : ending)
      }
    }
    add(inserted[-1])
    for (place, line) in source.enumerated() {
      if !removed.contains(place) { result += line.text + line.ending }
      add(inserted[place])
    }
    return result
  }
}
