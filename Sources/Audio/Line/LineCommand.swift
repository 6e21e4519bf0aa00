public import CallInterface

/// A request to a line; performed before its next frame.
public enum LineCommand: Sendable {
  /// Behind everything that was asked for before. `isWhole` is false where more pieces follow by `add`.
  case play(ActivityID, [PromptPiece], isWhole: Bool)
  case add(ActivityID, [PromptPiece], isWhole: Bool)
  /// At once, over the first milliseconds of a frame; no `promptFinished` follows.
  case stopPlaying
  /// Sounds while nothing else does (music on hold, ring-back), and goes on where it stopped; `nil` is silence.
  case background(SoundStream?)
  /// A tone instead of everything else, until it is over or `nil` comes. One without an end (ring-back) makes way for
  /// prompts, and goes on where it stopped.
  case tone(CallTone?)
  /// Keys to an exchange, before anything else that is to be heard.
  case sendKeys([DTMFDigit])
  case record(ActivityID, Recorder, beep: Bool)
  case stopRecording(ActivityID)
  /// A telephone-event began or ended (RFC 4733): the same finger as the tones of the line.
  case eventBegan(DTMFDigit)
  case eventEnded(DTMFDigit)
  /// Secret input begins or ends: what is said meanwhile is silence in the recording of the call, and so are keys that
  /// were just heard, or are still held at its end.
  case pauseCallRecording(Bool)
  /// The key that was just heard is secret, and nothing else: it is silence in the recording of the call.
  case concealKey
}
