public import CallInterface
public import FlowDocument

/// Puts a prompt's segments together while its content is walked (VoiceXML 2.0 §4.1.1): keeps language and style of the
/// markup around, joins speech of one kind, and neither splits nor glues words.
///
/// Blanks: a run of blanks is one; a line break between two Chinese characters is none. Where a word ends at the end of
/// a speech segment and more speech follows, the segment ends in a blank; without it, the word goes on in the next
/// segment (`un<emphasis>believ</emphasis>able`). `SpokenText` and synthesisers can rely on that.
public struct SegmentBuilder: Sendable {
  private struct Level {
    var language: String
    var style = SpeechStyle()
    /// `sub` speaks its alias, `desc` and metadata nothing: their content is not spoken.
    var isMuted = false
    /// The end of a paragraph or sentence ends a word.
    var endsWithBoundary = false
  }
  private var levels: [Level]
  private var segments: [PromptSegment] = []
  /// Speech that may still be added to.
  private var open: Speech?
  private var gap = WordGap.none

  /// - Parameter language: of everything whose markup does not say otherwise, as BCP 47.
  public init(language: String) {
    levels = [Level(language: language)]
  }

  /// One whose words sound like those around.
  init(language: String, style: SpeechStyle) {
    levels = [Level(language: language, style: style)]
  }

  /// The language in force.
  public var language: String { level.language }
  /// The style in force.
  public var style: SpeechStyle { level.style }

  private var level: Level { levels[levels.count - 1] }

  /// Text as written, or the value of an expression.
  public mutating func text(_ text: String) {
    guard !level.isMuted else { return }
    var isOpen = open?.language == level.language && open?.style == level.style
    for scalar in text.unicodeScalars {
      if WordGap.isBlank(scalar) {
        gap.add(scalar)
      } else {
        add(scalar, toOpenSpeech: isOpen)
        isOpen = true
      }
    }
  }

  /// What follows begins another word: the next round of a repetition.
  public mutating func separate() {
    guard !level.isMuted else { return }
    gap = .boundary
  }

  /// A sound by absolute URI, and what is heard if it cannot be played.
  public mutating func audio(uri: String, fallback: [PromptSegment]) {
    guard !level.isMuted else { return }
    interrupt(with: .audio(uri: uri, fallback: fallback))
  }

  /// Whatever the markup around, a mark is kept (SSML-18).
  public mutating func mark(_ name: String) {
    closeSpeech()
    segments.append(.mark(name))
  }

  public mutating func silence(_ duration: Duration) {
    guard !level.isMuted, duration > .zero else { return }
    interrupt(with: .silence(duration))
  }

  /// Enters an element; its content follows, then `pop`.
  public mutating func push(_ markup: SpeechMarkup) {
    var next = level
    next.endsWithBoundary = false
    if let language = markup.language { next.language = language }
    switch markup.kind {
    case .pause(let duration):
      silence(duration)
      next.isMuted = true
    case .substitute(let alias):
      levels.append(next)
      text(alias)
      levels.removeLast()
      next.isMuted = true
    case .description, .silentMetadata:
      next.isMuted = true
    case .paragraph, .sentence:
      gap = .boundary
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

  /// The same for words of a table: in their language, and a value spoken as the table says.
  public mutating func push(language: String? = nil, sayAs: SpeechStyle.SayAs? = nil) {
    var next = level
    next.endsWithBoundary = false
    next.language = language ?? next.language
    next.style.sayAs = sayAs ?? next.style.sayAs
    levels.append(next)
  }

  /// Leaves the element that was entered last.
  public mutating func pop() {
    guard levels.count > 1 else { return }
    if levels.removeLast().endsWithBoundary { gap = .boundary }
  }

  /// The finished prompt, empty where there is nothing to hear; the builder is then as new.
  public mutating func finish() -> [PromptSegment] {
    closeSpeech()
    let finished = segments
    segments = []
    gap = .none
    levels.removeLast(levels.count - 1)
    return finished
  }

  private mutating func add(_ scalar: Unicode.Scalar, toOpenSpeech isOpen: Bool) {
    let needsBlank = gap != .none && gap.isHeard(between: lastScalar, and: scalar)
    gap = .none
    if !isOpen {
      if needsBlank { addBlankToLastSpeech() }
      closeSpeech()
      open = Speech(text: "", language: level.language, style: level.style)
    } else if needsBlank {
      open?.text += " "
    }
    open?.text.unicodeScalars.append(scalar)
  }

  /// The end of the speech just before, if only marks stand between.
  private var lastScalar: Unicode.Scalar? {
    if let open { return open.text.unicodeScalars.last }
    guard let index = lastSpeech, case .speech(let speech) = segments[index] else { return nil }
    return speech.text.unicodeScalars.last
  }

  private var lastSpeech: Int? {
    for index in segments.indices.reversed() {
      switch segments[index] {
      case .mark: continue
      case .speech: return index
      case .audio, .silence: return nil
      }
    }
    return nil
  }

  private mutating func addBlankToLastSpeech() {
    if open != nil {
      open?.text += " "
    } else if let index = lastSpeech, case .speech(var speech) = segments[index] {
      speech.text += " "
      segments[index] = .speech(speech)
    }
  }

  private mutating func closeSpeech() {
    guard let speech = open else { return }
    segments.append(.speech(speech))
    open = nil
  }

  /// Something that is not speech ends a word anyway.
  private mutating func interrupt(with segment: PromptSegment) {
    closeSpeech()
    segments.append(segment)
    gap = .none
  }
}
