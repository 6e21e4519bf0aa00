import FlowDocument

/// `ivr.retrylimit`: silent and lost callers are not asked for ever.
///
/// Every noinput and nomatch at one form item counts, both together, whoever throws it; one that is thrown by a handler of
/// noinput or nomatch is still the same one. Like the standard's event counters the count begins anew when the form is
/// entered and when the item is cleared (VoiceXML 2.0 §5.2.2, §5.3.3). Past the limit the event is
/// `ivr.retrylimit.noinput` or `ivr.retrylimit.nomatch` instead.
extension Interpreter {
  static let retryLimitWithExtensions = 3

  /// Zero is none. Off in plain VoiceXML; a property that is set anywhere goes before what the document is.
  private var retryLimit: Int {
    if let written = property("ivr.retrylimit").flatMap({ Int(WhiteSpace.collapsed($0)) }), written >= 0 {
      return written
    }
    return context.document.document.usesExtensions ? Self.retryLimitWithExtensions : 0
  }

  /// What is thrown in the place of an event.
  mutating func limitingRetries(_ event: ThrownEvent) -> ThrownEvent {
    guard event.name == "noinput" || event.name == "nomatch" else { return event }
    if case .handler(let handled) = context.execution?.purpose, Self.isRetry(handled.name) { return event }
    let retries = countRetry()
    let limit = retryLimit
    guard limit > 0, retries > limit else { return event }
    return ThrownEvent("ivr.retrylimit." + event.name, event.message)
  }

  private static func isRetry(_ name: String) -> Bool {
    ["noinput", "nomatch", "ivr.retrylimit"].contains { EventName.pattern($0, catches: name) }
  }

  private mutating func countRetry() -> Int {
    if let current = context.dialog.current, context.dialog.items.indices.contains(current) {
      context.dialog.items[current].counters.retries += 1
      return context.dialog.items[current].counters.retries
    }
    context.dialog.counters.retries += 1
    return context.dialog.counters.retries
  }
}
