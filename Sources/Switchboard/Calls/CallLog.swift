import CallInterface
import CallRuntime
import Logging

/// What a server writes down about one call: signalling, media and flow under one id.
struct CallLog: Sendable {
  private let logger: Logger

  /// - Parameter call: the id, in the metadata of every line as `call`.
  init(call: String, _ logger: Logger) {
    var logger = logger
    logger[metadataKey: "call"] = "\(call)"
    self.logger = logger
  }

  /// What happens to a call as a whole.
  func info(_ text: String, _ metadata: Logger.Metadata = [:]) {
    logger.info("\(text)", metadata: metadata)
  }

  /// What went wrong without ending the call.
  func problem(_ text: String) { logger.warning("\(text)") }

  /// What the flow did. Words and keys of callers are nobody's business but the flow's, and are left out.
  func note(_ report: CallReport, at instant: CallInstant) {
    func write(_ level: Logger.Level, _ text: String, _ more: Logger.Metadata = [:]) {
      logger.log(level: level, "\(text)", metadata: more.merging(["t": "\(instant.seconds)"]) { own, _ in own })
    }
    switch report {
    case .entered(let document, let dialog, let item):
      write(.debug, "entered", ["document": "\(document)", "dialog": "\(dialog)", "item": "\(item ?? "")"])
    case .log(let label, let text): write(.info, "log", ["label": "\(label ?? "")", "text": "\(text)"])
    case .caught(let event, let message, let handler):
      write(
        event.hasPrefix("error.") ? .notice : .debug, "caught",
        ["event": "\(event)", "message": "\(message ?? "")", "handler": "\(handler)"])
    case .fetch(let kind, let uri, let outcome):
      write(.debug, "fetch", ["kind": "\(kind.rawValue)", "uri": "\(uri)", "outcome": "\(outcome)"])
    case .transfer(let kind, let destination, let result, let duration):
      write(
        .info, "transfer",
        [
          "kind": "\(kind.rawValue)", "dest": "\(destination)", "result": "\(result)",
          "seconds": "\(duration.inSeconds)",
        ])
    case .extension(_, let name, let outcome): write(.debug, "extension", ["name": "\(name)", "outcome": "\(outcome)"])
    // Whose number it is stands in the record and in the store.
    case .callback(_, _, _, let id, let outcome):
      write(
        outcome == "ok" ? .info : .warning, outcome == "ok" ? "call-back promised" : "no call-back promised",
        ["callback": "\(id.map(String.init) ?? "none")", "outcome": "\(outcome)"])
    case .record(let duration): write(.info, "recorded", ["seconds": "\(duration.inSeconds)"])
    case .language(let language): write(.debug, "language", ["language": "\(language)"])
    case .metric(let name, let value): write(.debug, "metric", ["name": "\(name)", "value": "\(value)"])
    case .outcome(let value): write(.info, "outcome", ["value": "\(value)"])
    case .warning(let text): write(.warning, text)
    case .uncaught(let event, let message, let location):
      write(
        .error, "uncaught", ["event": "\(event)", "message": "\(message ?? "")", "location": "\(location)"])
    case .prompt, .input, .match, .noinput, .nomatch: break
    }
  }
}
