import CallInterface
import ECMAScript
import FlowDocument
import Grammar

/// A wait for the caller.
struct InputState {
  let item: Int
  let grammars: [ActiveGrammar]
  var collector: DigitCollector
  /// How long to wait for the first key or word.
  let timeout: Duration
  /// When silence ends the wait; `nil` while prompts are heard or keys are being collected.
  var silence: CallInstant?
  let acceptsKeys: Bool
  let acceptsWords: Bool
  /// What is entered is kept out of everything that is written down.
  let isSecure: Bool
  /// The last mark passed, and when.
  var mark: (name: String, at: CallInstant)?
  /// When the prompts were over, by themselves or by barge-in.
  var audioEnd: CallInstant?

  /// The last mark, and how long the sound went on after it (2.1 §4).
  func markReached(by now: CallInstant) -> MarkReached? {
    mark.map { MarkReached(name: $0.name, time: $0.at.duration(to: audioEnd ?? now)) }
  }
}

struct MarkReached {
  let name: String
  let time: Duration
}

/// A grammar of a wait, and what its match means.
struct ActiveGrammar {
  let grammar: CompiledGrammar
  let prepared: PreparedGrammar
  let home: GrammarHome
  /// Of the waiting item itself, not of what is around it.
  let isOwn: Bool

  var owner: PreparedGrammar.Owner { prepared.owner }
}

/// Which document a grammar stands in: decides against what its references are resolved.
enum GrammarHome {
  case document, root
  /// The platform's defaults.
  case platform
}

/// What the caller said or pressed, and what it means.
struct InputResult {
  let mode: InputMode
  let utterance: String
  var interpretation: Interpretation
  let confidence: Double
  /// Of secure input.
  var isSecret = false
}

enum Interpretation {
  case data(DataValue)
  case live(ScriptValue)
}

/// `application.lastresult$`, written into the script context when something may read it (VoiceXML 2.0 §5.1.5).
struct LastResult {
  let result: InputResult
  let mark: MarkReached?
}
