import CallInterface
import ECMAScript

/// `application.lastresult$` (VoiceXML 2.0 §5.1.5, 2.1 §4). Most inputs are never looked at through it, so it is kept as
/// data and written when the next expression is evaluated.
extension Interpreter {
  mutating func setLastResult(_ result: InputResult, mark: MarkReached?) {
    context.lastResult = LastResult(result: result, mark: mark)
    noteLastResult(result)
  }

  mutating func writeLastResult() throws(ScriptFault) {
    guard let last = context.lastResult else { return }
    context.lastResult = nil
    let scope = context.applicationScope
    let members = try resultMembers(last.result, mark: last.mark)
    let entry = try script.makeObject(members)
    try script.set("lastresult$", to: try script.value(.array([.null]), frozen: false), in: scope)
    try script.assign("lastresult$[0]", to: entry, in: scope)
    for (name, value) in members { try script.assign("lastresult$." + name, to: value, in: scope) }
  }

  /// The members that `lastresult$`, its entries and shadow variables share.
  func resultMembers(
    _ result: InputResult, mark: MarkReached?
  ) throws(ScriptFault) -> [(String, ScriptValue)] {
    [
      ("confidence", .number(result.confidence)),
      ("utterance", .string(result.utterance)),
      ("inputmode", .string(result.mode.rawValue)),
      ("interpretation", try live(result.interpretation)),
      ("markname", mark.map { .string($0.name) } ?? .undefined),
      ("marktime", mark.map { .number(Double($0.time.wholeMilliseconds)) } ?? .undefined),
    ]
  }

  func live(_ interpretation: Interpretation) throws(ScriptFault) -> ScriptValue {
    switch interpretation {
    case .live(let value): value
    case .data(let data): try script.value(data, frozen: false)
    }
  }
}
