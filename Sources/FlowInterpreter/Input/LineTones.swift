import CallInterface

/// Tones of the line that are no keys: a fax machine, the end of a call on a line that knows no other sign of it.
extension Interpreter {
  /// A flow that catches `ivr.tone.…` by name is told: at once while it waits for the caller, else at its next wait.
  /// Where it does not, busy and congestion mean that nobody is there any more, and a fax machine is only noted.
  mutating func hear(_ tone: LineTone) {
    guard gone == nil, !contexts.isEmpty else { return }
    guard catchesByName(Self.name(of: tone)) else {
      switch tone {
      case .fax: return report(.warning("a fax machine is calling; a <catch event=\"ivr.tone.fax\"> can serve it"))
      case .busy, .congestion: return hungUp()
      }
    }
    switch state {
    case .input:
      stopPlaying()
      proceed(Self.told(tone))
    case .fetching, .playing, .recording, .transferring, .extending, .promising:
      pendingTone = tone
    case .beforeCall, .ended:
      break
    }
  }

  /// The tone that was heard while nobody could be told.
  mutating func takePendingTone() -> Outcome? {
    guard let tone = pendingTone else { return nil }
    pendingTone = nil
    return Self.told(tone)
  }

  private static func told(_ tone: LineTone) -> Outcome {
    .throwEvent(ThrownEvent(name(of: tone), "a \(tone.rawValue) tone is on the line"))
  }

  private static func name(of tone: LineTone) -> String { "ivr.tone.\(tone.rawValue)" }
}
