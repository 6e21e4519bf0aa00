import CallInterface
import ECMAScript
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
  /// Words by their key, and what stands in for them.
  case said(key: String, location: SourceLocation, fallback: [PromptPart])
  /// Words by a key that is computed, as far as it can be read.
  case computed(keys: PossibleTexts, expression: String, location: SourceLocation, fallback: [PromptPart])

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
    case .value, .sound, .said, .computed: true
    case .pause: false
    }
  }

  /// For a speaker: the words, and `{expression}` for what is computed.
  var text: String {
    switch self {
    case .words(let speech): speech.text
    case .value(let expression, _): "{\(expression)}"
    case .sound(_, _, _, let fallback): Self.text(of: fallback)
    case .said(let key, _, _): "{\(key)}"
    case .computed(_, let expression, _, _): "{\(expression)}"
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
    case .value, .said, .computed: false
    case .sound(_, _, _, let fallback): fallback.allSatisfy(\.isFixed)
    }
  }
}

extension PromptPart {
  /// The parts of a table's words with gaps: what is between these is recorded.
  static func parts(of entry: PromptManifest.Entry, language: String) -> [PromptPart] {
    entry.parts.map { part in
      switch part {
      case .text(let text): return .words(Speech(text: text, language: language))
      case .gap(let name, let sayAs):
        var style = SpeechStyle()
        style.sayAs = sayAs
        return .value(expression: name, Speech(text: "", language: language, style: style))
      }
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
      case .say(let say): read(say)
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

  private mutating func read(_ say: Say) {
    var inner = PromptReader(language: builder.language, base: base)
    inner.read(say.fallback)
    switch say.key {
    case .literal(let key): add(.said(key: key.value, location: say.location, fallback: inner.finish()))
    case .expression(let expression):
      let keys = PossibleTexts(of: expression.source)
      add(.computed(keys: keys, expression: expression.source, location: say.location, fallback: inner.finish()))
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
