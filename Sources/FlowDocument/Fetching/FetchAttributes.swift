/// The fetch attributes that many elements share (VoiceXML 2.0 §6.1); `nil` where the property of that name decides.
public struct FetchAttributes: Hashable, Sendable {
  public enum Hint: String, Hashable, Sendable { case prefetch, safe }
  public let timeout: Duration?
  public let hint: Hint?
  public let maxAge: Duration?
  public let maxStale: Duration?
  /// `fetchaudio`: a sound while waiting.
  public let audio: Located<String>?

  public init(
    timeout: Duration? = nil, hint: Hint? = nil, maxAge: Duration? = nil, maxStale: Duration? = nil,
    audio: Located<String>? = nil
  ) {
    self.timeout = timeout
    self.hint = hint
    self.maxAge = maxAge
    self.maxStale = maxStale
    self.audio = audio
  }

  public static let none = FetchAttributes()
}
