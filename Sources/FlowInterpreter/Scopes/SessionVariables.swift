import CallInterface
import ECMAScript

/// The variables of session scope (VoiceXML 2.0 §5.1.4), read-only for flows.
enum SessionVariables {
  static func write(_ facts: CallFacts, in scope: ScriptScope, of script: any ScriptContext) throws(ScriptFault) {
    try script.set("connection", to: try connection(facts, in: script), in: scope)
    _ = try script.evaluate("Object.freeze(connection)", in: scope)
  }

  private static func connection(_ facts: CallFacts, in script: any ScriptContext) throws(ScriptFault) -> ScriptValue {
    let local = try script.value(.object([.init("uri", text(facts.to))]), frozen: true)
    let remote = try script.value(.object([.init("uri", text(facts.from))]), frozen: true)
    let signalling = DataValue.object([
      .init("name", .string(facts.protocolName)), .init("version", .string(facts.protocolVersion)),
    ])
    let redirects: DataValue = facts.redirects.isEmpty ? .undefined : .array(facts.redirects.map(redirect))
    return try script.makeObject([
      ("local", local), ("remote", remote), ("protocol", try script.value(signalling, frozen: true)),
      ("redirect", try script.value(redirects, frozen: true)),
      ("aai", facts.aai.map(ScriptValue.string) ?? .undefined),
      // The caller began the call: the very object, as the standard compares them.
      ("originator", remote),
    ])
  }

  private static func redirect(_ redirect: CallFacts.Redirect) -> DataValue {
    .object([
      .init("uri", .string(redirect.uri)),
      .init("pi", redirect.pi.map(DataValue.string) ?? .undefined),
      .init("si", redirect.si.map(DataValue.string) ?? .undefined),
      .init("reason", redirect.reason.map(DataValue.string) ?? .undefined),
    ])
  }

  private static func text(_ value: String) -> DataValue {
    value.isEmpty ? .undefined : .string(value)
  }
}
