import CallInterface
import FlowDocument

/// A recording in progress (VoiceXML 2.0 §2.3.6).
struct RecordingState {
  let id: ActivityID
  let item: Int
  let grammars: [ActiveGrammar]
  var collector: DigitCollector
  /// When silence from the start is noinput; `nil` once sound was heard.
  var silence: CallInstant?
  /// When `maxtime` is over.
  let limit: CallInstant
  let dtmfTerm: Bool
  var ending: Ending = .running

  /// When its first time-out comes.
  func deadline(by clock: KeyClock) -> CallInstant? {
    guard case .running = ending else { return nil }
    return [clock.instant(of: silence), clock.instant(of: collector.deadline), limit].compactMap(\.self).min()
  }

  /// Why the interpreter stopped it, while the result is on its way.
  enum Ending {
    case running
    case key(String)
    case maxTime
    case noinput
    /// `ivr.maxcalltime` was over.
    case callTime
    case matched(DigitCollector.Utterance)
  }
}
