import CallInterface
import ECMAScript

/// The variables of session scope (VoiceXML 2.0 §5.1.4), read-only for flows.
enum SessionVariables {
  static func open(in script: any ScriptContext, facts: CallFacts) throws(ScriptFault) -> ScriptScope {
    let scope = try script.openScope(named: "session", inside: nil)
    try script.set("connection", to: try script.value(connection(facts), frozen: true), in: scope)
    return scope
  }

  private static func connection(_ facts: CallFacts) -> DataValue {
    let local = DataValue.object([.init("uri", text(facts.to))])
    let remote = DataValue.object([.init("uri", text(facts.from))])
    return .object([
      .init("local", local),
      .init("remote", remote),
      .init(
        "protocol",
        .object([.init("name", .string(facts.protocolName)), .init("version", .string(facts.protocolVersion))])),
      .init("redirect", facts.redirects.isEmpty ? .undefined : .array(facts.redirects.map(redirect))),
      .init("aai", facts.aai.map(DataValue.string) ?? .undefined),
      .init("originator", remote),
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
