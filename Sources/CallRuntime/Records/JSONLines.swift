public import CallInterface
import Prompting

/// The machine form of a call: one JSON object a line, with fixed keys in a fixed order. A contract with other
/// programs: keys may be added, never renamed.
public struct JSONLines: Sendable {
  /// Sounds under this folder are named relative to it.
  private let folder: String
  private var attempt = 0

  /// - Parameter flow: the absolute URI of the first document.
  public init(flow: String) {
    let path = flow.prefix { $0 != "?" && $0 != "#" }
    folder = String(path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)])
  }

  /// The first line of every call.
  public func call(_ facts: CallFacts) -> String {
    line(.start, "call", [("from", .string(facts.from)), ("to", .string(facts.to))])
  }

  /// The last line of every call.
  public func end(_ end: CallEnd, at instant: CallInstant) -> String {
    line(instant, "end", [("reason", .string(end.reason.rawValue)), ("value", JSONText(end.value))])
  }

  public mutating func line(_ entry: TimedReport) -> String {
    value(entry).description
  }

  /// The object of a line.
  public mutating func value(_ entry: TimedReport) -> JSONText {
    let (event, members) = members(of: entry.report)
    return value(entry.at, event, members)
  }

  private func line(_ instant: CallInstant, _ event: String, _ members: [(key: String, value: JSONText)]) -> String {
    value(instant, event, members).description
  }

  private func value(
    _ instant: CallInstant, _ event: String, _ members: [(key: String, value: JSONText)]
  ) -> JSONText {
    .object([("t", .seconds(instant.sinceStart)), ("event", .string(event))] + members)
  }

  private mutating func members(of report: CallReport) -> (String, [(key: String, value: JSONText)]) {
    switch report {
    case .entered(let document, let dialog, let item):
      attempt = 0
      return (
        "enter", [("document", name(document)), ("dialog", .string(dialog)), ("item", .string(orNull: item))]
      )
    case .prompt(_, let prompt, let heard):
      return ("prompt", members(of: prompt) + (heard ? [] : [("heard", .boolean(false))]))
    case .input(let mode, let utterance):
      return ("input", [("mode", .string(mode.rawValue)), ("utterance", .string(utterance))])
    case .match(let item, let interpretation):
      return ("match", [("item", .string(item)), ("interpretation", JSONText(interpretation))])
    case .noinput(let count):
      return ("noinput", [("count", .integer(count))])
    case .nomatch(let count, let utterance):
      return ("nomatch", [("count", .integer(count)), ("utterance", .string(utterance))])
    case .caught(let event, let message, let handler):
      return (
        "catch", [("name", .string(event)), ("message", .string(orNull: message)), ("handler", .string(handler))]
      )
    case .log(let label, let text):
      return ("log", [("label", .string(orNull: label)), ("text", .string(text))])
    case .fetch(let kind, let uri, let outcome):
      return ("fetch", [("kind", .string(kind.rawValue)), ("uri", name(uri)), ("outcome", .string(outcome))])
    case .transfer(let kind, let destination, let result, let duration):
      attempt += 1
      return (
        "transfer",
        [
          ("type", .string(kind.rawValue)), ("dest", .string(destination)), ("result", .string(result)),
          ("attempt", .integer(attempt)), ("duration", .seconds(duration)),
        ]
      )
    case .record(let duration):
      return ("record", [("duration", .seconds(duration))])
    case .extension(let namespace, let name, let outcome):
      return (
        "extension", [("namespace", .string(namespace)), ("name", .string(name)), ("outcome", .string(outcome))]
      )
    case .callback(let number, let within, let reason, let id, let outcome):
      return (
        "callback",
        [
          ("number", .string(number)), ("within", .seconds(within)), ("reason", .string(orNull: reason)),
          ("id", id.map { .integer($0) } ?? .null), ("outcome", .string(outcome)),
        ]
      )
    case .language(let language):
      return ("language", [("language", .string(language))])
    case .metric(let name, let value):
      return ("metric", [("name", .string(name)), ("value", JSONText(.number(value)))])
    case .outcome(let value):
      return ("outcome", [("value", .string(value))])
    case .warning(let message):
      return ("warning", [("message", .string(message))])
    case .uncaught(let event, let message, let location):
      return (
        "uncaught", [("name", .string(event)), ("message", .string(orNull: message)), ("location", .string(location))]
      )
    }
  }

  private func members(of prompt: QueuedPrompt) -> [(key: String, value: JSONText)] {
    [
      ("text", .string(SpokenText.words(of: prompt.segments))),
      ("audio", .array(sounds(in: prompt.segments).map(name))),
      ("bargein", .boolean(prompt.bargeIn != .none)),
    ]
  }

  /// The sounds that are played, in order.
  private func sounds(in segments: [PromptSegment]) -> [String] {
    segments.compactMap { segment in
      switch segment {
      case .audio(let uri, _): uri
      case .speech, .silence, .mark: nil
      }
    }
  }

  /// A URI relative to the flow's folder, where it lies in it.
  private func name(_ uri: String) -> JSONText {
    .string(!folder.isEmpty && uri.hasPrefix(folder) ? String(uri.dropFirst(folder.count)) : uri)
  }
}
