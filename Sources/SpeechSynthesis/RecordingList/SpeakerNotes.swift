import CallInterface
import Prompting

/// What a speaker should know about words that stand among others.
enum SpeakerNotes {
  /// - Parameter index: the place of the words in their prompt.
  static func notes(on index: Int, of parts: [PromptPart]) -> [String] {
    guard case .words(let speech) = parts[index] else { return [] }
    var notes: [String] = []
    if let before = parts[..<index].last, before.isSpoken, case let what = name(before), !what.isEmpty {
      notes.append("goes on after \(what)")
    }
    if index + 1 < parts.count, parts[index + 1].isSpoken, !endsSentence(speech.text) {
      notes.append("middle of a sentence: \(name(parts[index + 1])) follows, keep the voice up")
    }
    return notes + style(speech.style)
  }

  static func style(_ style: SpeechStyle) -> [String] {
    var notes: [String] = []
    if let sayAs = style.sayAs { notes.append("read as \(sayAs.interpretAs)") }
    switch style.emphasis {
    case "strong": notes.append("with strong emphasis")
    case "moderate": notes.append("with emphasis")
    case "reduced": notes.append("without stress")
    default: break
    }
    for (what, value) in [("rate", style.rate), ("pitch", style.pitch), ("volume", style.volume)] {
      if let value, value != "medium", value != "default" { notes.append("\(what): \(value)") }
    }
    if let gender = style.voiceGender { notes.append("\(gender) voice") }
    if let name = style.voiceName { notes.append("voice: \(name)") }
    return notes
  }

  private static func name(_ part: PromptPart) -> String {
    switch part {
    case .words(let speech): "\"\(short(speech.text))\""
    case .value(let expression, let speech):
      speech.style.sayAs.map { "{\(expression)} as \($0.interpretAs)" } ?? "{\(expression)}"
    case .sound(let uri, _, _, let fallback):
      if case let words = short(PromptPart.text(of: fallback)), !words.isEmpty {
        "\"\(words)\""
      } else {
        uri.map(SpokenText.fileName) ?? "another recording"
      }
    case .pause: ""
    case .said(let key, _, _): "{\(key)}"
    case .computed(_, let expression, _, _): "{\(expression)}"
    }
  }

  private static func short(_ words: String) -> String {
    let plain = PromptWords.plain(words)
    return plain.count > 24 ? plain.prefix(23) + "…" : plain
  }

  private static func endsSentence(_ text: String) -> Bool {
    text.last { !$0.isWhitespace }.map { ".?!。？！…".contains($0) } ?? false
  }
}
