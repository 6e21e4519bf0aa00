import CallInterface
import ECMAScript
import FlowDocument

/// Executable content in progress. It can stop for a fetch and go on, so its position is data.
struct Execution {
  var frames: [ContentFrame]
  /// The anonymous scope, opened by the first declaration (VoiceXML 2.0 §5.1.2).
  var scope: ScriptScope?
  let purpose: Purpose
  /// Where the content stands.
  let home: ContentHome
  /// A prompt that is being put together.
  var rendering: PromptRendering?

  enum Purpose {
    /// Executable content of a block.
    case block
    /// `filled` actions; these are still to run.
    case filled(rest: [FilledAction])
    /// A handler of this event.
    case handler(ThrownEvent)
    /// The collect phase: the prompts of this item.
    case prompts(item: Int)
    /// What is said before the next target of a transfer is tried.
    case targetWords(item: Int)
  }

  init(_ content: [Executable], purpose: Purpose, home: ContentHome) {
    frames = [ContentFrame(content: content, next: 0, loop: nil)]
    self.purpose = purpose
    self.home = home
  }
}

/// The document that executable content stands in.
enum ContentHome {
  /// Of the flow: the document that runs, or its application root.
  case flow(PreparedDocument)
  /// The platform's defaults, a company's own or the built-in ones.
  case platform(PreparedDocument)

  var platform: PreparedDocument? {
    if case .platform(let document) = self { document } else { nil }
  }
}

struct ContentFrame {
  let content: [Executable]
  var next: Int
  var loop: Loop?

  /// `foreach`: the elements are a copy, so that the array may change inside (2.1 §6).
  struct Loop {
    let item: String
    let elements: [ScriptValue]
    var index: Int
    /// The array's expression.
    let source: String
    /// Whose secret the elements may be.
    let culprit: String?
  }
}

/// One `filled` that qualified.
struct FilledAction {
  let content: [Executable]
  /// `nil` for a form-level one.
  let item: Int?
  let location: SourceLocation
}
