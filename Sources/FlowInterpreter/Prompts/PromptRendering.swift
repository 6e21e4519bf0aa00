import CallInterface
import ECMAScript
import FlowDocument
import Prompting

/// A prompt being put together. A sound whose fallback has expressions must be asked for first, so the place in the
/// content is data that can stop and go on.
struct PromptRendering {
  let prompt: Prompt
  /// In force where nothing inside the prompt says otherwise.
  let language: String
  var builder: SegmentBuilder
  var frames: [Frame]
  /// An audio whose availability was asked for.
  var pendingAudio: PendingAudio?
  /// Whether the call can wait for news of a sound; while a transfer rings it cannot.
  var canWait = true

  struct Frame {
    let content: [PromptContent]
    var next: Int
    let end: End
  }

  /// What happens when a frame's content is done.
  enum End {
    case nothing
    case leaveMarkup
    /// Repeats for the next element.
    case loop(Loop, index: Int)
    /// Repeats the template for the next choice.
    case enumeration([EnumeratedChoice], template: [PromptContent], index: Int)
  }

  struct Loop {
    let item: String
    let elements: [ScriptValue]
    /// The array's expression.
    let source: String
    /// Whose secret the elements may be.
    let culprit: String?
  }

  struct PendingAudio {
    let uri: String
    let fallback: [PromptContent]
  }
}

/// What `enumerate` says of one choice (VoiceXML 2.0 §2.2.4).
struct EnumeratedChoice {
  /// `_prompt`.
  let phrase: String
  /// `_dtmf`.
  let keys: String?
  let content: [PromptContent]
}
