/// A prompt ready to play: everything in it is decided.
public struct QueuedPrompt: Hashable, Codable, Sendable {
  public enum BargeIn: String, Hashable, Codable, Sendable {
    /// Input during it is thrown away.
    case none
    /// Any input stops it.
    case speech
    /// Only input that completes a match stops it.
    case hotword
  }
  public let segments: [PromptSegment]
  public let bargeIn: BargeIn

  public init(segments: [PromptSegment], bargeIn: BargeIn) {
    self.segments = segments
    self.bargeIn = bargeIn
  }
}

/// One playable piece of a prompt.
public indirect enum PromptSegment: Hashable, Codable, Sendable {
  case speech(Speech)
  /// A sound by absolute URI; its fallback is heard when it cannot be played.
  case audio(uri: String, fallback: [PromptSegment])
  case silence(Duration)
  case mark(String)
}

/// Words for a voice.
public struct Speech: Hashable, Codable, Sendable {
  public var text: String
  /// BCP 47, "en" where nothing says otherwise.
  public var language: String
  public var style: SpeechStyle

  public init(text: String, language: String, style: SpeechStyle = SpeechStyle()) {
    self.text = text
    self.language = language
    self.style = style
  }
}

/// SSML settings in force for some words; empty where the markup says nothing.
public struct SpeechStyle: Hashable, Codable, Sendable {
  public struct SayAs: Hashable, Codable, Sendable {
    public var interpretAs: String
    public var format: String?
    public var detail: String?

    public init(interpretAs: String, format: String? = nil, detail: String? = nil) {
      self.interpretAs = interpretAs
      self.format = format
      self.detail = detail
    }
  }
  public var sayAs: SayAs?
  public var emphasis: String?
  public var rate: String?
  public var pitch: String?
  public var volume: String?
  public var voiceName: String?
  public var voiceGender: String?

  public init() {}
}
