import CallInterface
import ECMAScript

/// The variables of session scope (VoiceXML 2.0 §5.1.4), read-only for flows.
enum SessionVariables {
  static func write(_ facts: CallFacts, in scope: ScriptScope, of script: any ScriptContext) throws(ScriptFault) {
    try script.set("connection", to: try connection(facts, in: script), in: scope)
    _ = try script.evaluate("Object.freeze(connection)", in: scope)
    try script.set("parameters", to: try script.value(object(facts.parameters), frozen: true), in: scope)
  }

  private static func connection(_ facts: CallFacts, in script: any ScriptContext) throws(ScriptFault) -> ScriptValue {
    let isOurs = facts.direction == .outgoing
    let local = try script.value(.object([.init("uri", text(isOurs ? facts.from : facts.to))]), frozen: true)
    let remote = try script.value(.object([.init("uri", text(isOurs ? facts.to : facts.from))]), frozen: true)
    var signalling: [DataValue.Member] = [
      .init("name", .string(facts.protocolName)), .init("version", .string(facts.protocolVersion)),
    ]
    if !facts.headers.isEmpty { signalling.append(.init("sip", .object([.init("headers", object(facts.headers))]))) }
    let redirects: DataValue = facts.redirects.isEmpty ? .undefined : .array(facts.redirects.map(redirect))
    return try script.makeObject([
      ("local", local), ("remote", remote), ("protocol", try script.value(.object(signalling), frozen: true)),
      ("redirect", try script.value(redirects, frozen: true)),
      ("aai", facts.aai.map(ScriptValue.string) ?? .undefined),
      // Who began the call: the very object, as the standard compares them.
      ("originator", isOurs ? local : remote),
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

  private static func object(_ texts: [String: String]) -> DataValue {
    .object(texts.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
  }

  private static func text(_ value: String) -> DataValue {
    value.isEmpty ? .undefined : .string(value)
  }
}
