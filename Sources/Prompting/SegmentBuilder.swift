public import CallInterface
public import FlowDocument

/// Puts a prompt's segments together while its content is walked (VoiceXML 2.0 §4.1.1): keeps language and style of the
/// markup around, joins words of one style, and treats blanks as a reader would.
public struct SegmentBuilder: Sendable {
  private struct Level {
    var language: String
    var style: SpeechStyle
    /// A `sub` speaks its alias, `desc` and metadata nothing: their content is not spoken.
    var isMuted: Bool
    /// The end of a paragraph or sentence is a boundary between words.
    var endsWithBoundary: Bool
  }
  private var levels: [Level]
  private var segments: [PromptSegment] = []
  private var words = SpokenWords()

  /// - Parameter language: of everything that markup does not say otherwise of.
  public init(language: String) {
    levels = [Level(language: language, style: SpeechStyle(), isMuted: false, endsWithBoundary: false)]
  }

  public var language: String { level.language }

  private var level: Level { levels[levels.count - 1] }

  /// Words as written; runs of blanks count as one.
  public mutating func text(_ text: String) {
    guard !level.isMuted else { return }
    words.append(text)
  }

  public mutating func audio(uri: String, fallback: [PromptSegment]) {
    guard !level.isMuted else { return }
    append(.audio(uri: uri, fallback: fallback))
  }

  public mutating func mark(_ name: String) {
    append(.mark(name))
  }

  public mutating func silence(_ duration: Duration) {
    guard !level.isMuted, duration > .zero else { return }
    append(.silence(duration))
  }

  /// Enters an element; its content follows, then `pop`.
  public mutating func push(_ markup: SpeechMarkup) {
    flush()
    var next = level
    next.endsWithBoundary = false
    if let language = markup.language { next.language = language }
    switch markup.kind {
    case .pause(let duration):
      silence(duration)
      next.isMuted = true
    case .substitute(let alias):
      text(alias)
      next.isMuted = true
    case .description, .silentMetadata:
      next.isMuted = true
    case .paragraph, .sentence:
      words.separate()
      next.endsWithBoundary = true
    case .phoneme:
      break
    case .emphasis(let emphasis):
      next.style.emphasis = emphasis ?? "moderate"
    case .prosody(let rate, let pitch, let volume):
      next.style.rate = rate ?? next.style.rate
      next.style.pitch = pitch ?? next.style.pitch
      next.style.volume = volume ?? next.style.volume
    case .sayAs(let interpretAs, let format, let detail):
      next.style.sayAs = SpeechStyle.SayAs(interpretAs: interpretAs, format: format, detail: detail)
    case .voice(let gender, let name):
      next.style.voiceGender = gender ?? next.style.voiceGender
      next.style.voiceName = name ?? next.style.voiceName
    }
    levels.append(next)
  }

  /// Leaves the element that was entered last.
  public mutating func pop() {
    guard levels.count > 1 else { return }
    flush()
    let left = levels.removeLast()
    if left.endsWithBoundary { words.separate() }
  }

  /// The finished prompt; empty where there is nothing to hear.
  public mutating func finish() -> [PromptSegment] {
    flush()
    defer { segments = [] }
    return segments
  }

  private mutating func append(_ segment: PromptSegment) {
    flush()
    segments.append(segment)
  }

  /// The words so far become speech, joined to speech of the same kind before them.
  private mutating func flush() {
    guard let text = words.take() else { return }
    let speech = Speech(text: text.words, language: level.language, style: level.style)
    if case .speech(var before)? = segments.last, before.language == speech.language, before.style == speech.style {
      before.text += text.isSeparated ? " " + speech.text : speech.text
      segments[segments.count - 1] = .speech(before)
    } else {
      segments.append(.speech(speech))
    }
  }
}
