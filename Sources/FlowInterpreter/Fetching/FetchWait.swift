import CallInterface
import ECMAScript
import FlowDocument

/// A fetch that the call waits for.
struct FetchWait {
  let id: ActivityID
  let request: FetchRequest
  let purpose: FetchPurpose
  /// `fetchaudio`: what is heard meanwhile (VoiceXML 2.0 §6.1.1).
  var audio: FetchAudio?
}

enum FetchPurpose {
  case document(Transition)
  /// The application root of a fetched document.
  case root(Transition, document: PreparedDocument)
  case script(Script)
  case data(DataElement)
  /// With the scope of its variable.
  case calendar(CalendarElement, ScriptScope)
  /// Whether a sound can be had, before its computed fallback is.
  case audio
  /// An external grammar of the waiting item, or a grammar that an inline one refers to.
  case grammar(item: Int)
}

struct FetchAudio {
  let uri: String
  let minimum: Duration
  /// When it begins, unless the fetch ends before.
  var startsAt: CallInstant?
  /// It is time, but prompts are still heard.
  var isDue = false
  /// Playing since.
  var playing: (id: ActivityID, since: CallInstant)?
  /// The result, kept until the minimum is over.
  var result: FetchResult?
}
