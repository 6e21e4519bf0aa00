import CallInterface
import FlowInterpreter

/// What a host says when a call begins: the facts, and what it can do.
struct CallBeginning: Hashable, Sendable {
  var facts: CallFacts
  var options: InterpreterOptions

  /// The form is described in `attendant.h`.
  init(json: String) throws(HostFault) {
    var reader = try ObjectReader(json: json, "facts")
    facts = CallFacts(startedAt: try reader.whole("startedAt", in: HostLimits.dates))
    facts.from = try reader.text(orNil: "from") ?? facts.from
    facts.to = try reader.text(orNil: "to") ?? facts.to
    facts.utcOffset = Int(try reader.whole(orNil: "utcOffset", in: HostLimits.offsets) ?? Int64(facts.utcOffset))
    facts.seed = try reader.whole(orNil: "seed", in: HostLimits.counts).map { UInt64($0) } ?? facts.seed
    facts.aai = try reader.text(orNil: "aai")
    if var protocolReader = try reader.object(orNil: "protocol") {
      facts.protocolName = try protocolReader.text("name")
      facts.protocolVersion = try protocolReader.text("version")
      try protocolReader.finish()
    }
    for var redirect in try reader.objects(orNil: "redirects") ?? [] {
      facts.redirects.append(
        CallFacts.Redirect(
          uri: try redirect.text("uri"), pi: try redirect.text(orNil: "pi"), si: try redirect.text(orNil: "si"),
          reason: try redirect.text(orNil: "reason")))
      try redirect.finish()
    }
    options = InterpreterOptions()
    options.language = try reader.text(orNil: "language") ?? options.language
    options.spokenLanguages = try reader.texts(orNil: "speaks").map(Languages.init)
    options.understoodLanguages = try reader.texts(orNil: "understands").map(Languages.init)
    options.missingElements = Set(try reader.texts(orNil: "lacks") ?? [])
    try reader.finish()
  }
}
