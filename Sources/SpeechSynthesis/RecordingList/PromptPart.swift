import CallInterface
import FlowDocument
import Prompting

/// A piece of a prompt as it is written, before any call.
indirect enum PromptPart {
  case words(Speech)
  /// What is computed when it is heard.
  case value(expression: String, Speech)
  /// `uri` is `nil` where it is computed.
  case sound(uri: String?, language: String, location: SourceLocation, fallback: [PromptPart])
  case pause

  /// The parts of a prompt's content, in their order. Content that may be repeated or chosen stands once.
  static func parts(of content: [PromptContent], language: String, base: String) -> [PromptPart] {
    var reader = PromptReader(language: language, base: base)
    reader.read(content)
    return reader.finish()
  }

  /// Whether anything is heard here that a voice says.
  var isSpoken: Bool {
    switch self {
    case .words(let speech): !PromptWords.plain(speech.text).isEmpty
    case .value, .sound: true
    case .pause: false
    }
  }

  /// For a speaker: the words, and `{expression}` for what is computed.
  var text: String {
    switch self {
    case .words(let speech): speech.text
    case .value(let expression, _): "{\(expression)}"
    case .sound(_, _, _, let fallback): Self.text(of: fallback)
    case .pause: ""
    }
  }

  static func text(of parts: [PromptPart]) -> String {
    parts.reduce(into: "") { text, part in
      // Chinese characters stand close together, words and braces apart.
      let next = part.text
      if let last = text.last, let first = next.first, !last.isWhitespace, last.isASCII, first.isASCII,
        first.isLetter || first.isNumber || first == "{"
      {
        text += " "
      }
      text += next
    }
  }

  var isFixed: Bool {
    switch self {
    case .words, .pause: true
    case .value: false
    case .sound(_, _, _, let fallback): fallback.allSatisfy(\.isFixed)
    }
  }
}

/// Uses the builder that prompts of a call are made with, so that blanks, languages and styles come out alike. What it
/// does not know is put in as a sound with a number.
private struct PromptReader {
  private var builder: SegmentBuilder
  private let base: String
  private var specials: [PromptPart] = []

  init(language: String, base: String) {
    builder = SegmentBuilder(language: language)
    self.base = base
  }

  mutating func read(_ content: [PromptContent]) {
    for part in content {
      switch part {
      case .text(let text): builder.text(text)
      case .value(let value):
        add(
          .value(
            expression: value.expression.source,
            Speech(text: "", language: builder.language, style: builder.style)))
      case .audio(let audio): add(sound(audio))
      case .enumerate(let enumerate):
        if enumerate.template.isEmpty {
          add(.value(expression: "_prompt", Speech(text: "", language: builder.language, style: builder.style)))
        } else {
          read(enumerate.template)
        }
      case .mark: break
      case .say(let say): read(say.fallback)
      case .foreach(let loop):
        builder.separate()
        read(loop.content)
        builder.separate()
      case .markup(let markup):
        builder.push(markup)
        read(markup.content)
        builder.pop()
      }
    }
  }

  mutating func finish() -> [PromptPart] {
    builder.finish().compactMap { segment in
      switch segment {
      case .speech(let speech): return .words(speech)
      case .silence: return .pause
      case .mark: return nil
      case .audio(let number, _):
        guard let index = Int(number), specials.indices.contains(index) else { return nil }
        return specials[index]
      }
    }
  }

  private mutating func add(_ part: PromptPart) {
    specials.append(part)
    builder.audio(uri: "\(specials.count - 1)", fallback: [])
  }

  private func sound(_ audio: Audio) -> PromptPart {
    var inner = PromptReader(language: builder.language, base: base)
    inner.read(audio.fallback)
    var uri: String?
    if case .literal(let source) = audio.source {
      let written = source.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !written.isEmpty { uri = URIReference.resolve(written, against: base) }
    }
    return .sound(uri: uri, language: builder.language, location: audio.location, fallback: inner.finish())
  }
}
