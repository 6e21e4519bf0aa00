import CallInterface
import FlowDocument

/// Languages without a voice (VoiceXML 2.0 §4.1.1, §5.2.6).
extension Interpreter {
  /// What to throw instead of queuing a prompt that nobody can speak. Words that only stand in for a sound do not count:
  /// a recording may be in any language.
  func unspeakable(_ segments: [PromptSegment], of prompt: Prompt) -> ThrownEvent? {
    guard let spoken = options.spokenLanguages else { return nil }
    for segment in segments {
      switch segment {
      case .speech(let speech) where !spoken.serve(speech.language):
        return ThrownEvent(
          "error.unsupported.language", "this platform has no voice for '\(speech.language)' (\(prompt.location))")
      case .speech, .audio, .silence, .mark:
        continue
      }
    }
    return nil
  }
}
