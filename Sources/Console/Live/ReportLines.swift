public import CallInterface
import CallScenarios
import Prompting

/// What happens in a call, in lines for people.
public enum ReportLines {
  /// Its text and how it looks; `nil` for what a person need not see.
  public static func line(_ report: CallReport) -> (text: String, style: Style)? {
    switch report {
    case .entered: nil
    case .prompt(_, let prompt, let heard):
      (
        SpokenText.words(of: prompt.segments) + (heard ? "" : " (not heard: the caller is gone)"),
        heard ? .spoken : .quiet
      )
    case .input(let mode, let utterance): ("caller: \(mode == .dtmf ? "press" : "say") \(utterance)", .caller)
    case .match(let item, let meaning): ("  \(item) = \(JSONText(meaning))", .quiet)
    case .noinput(let count): ("  no input (\(count))", .warning)
    case .nomatch(let count, let utterance): ("  no match: \(utterance) (\(count))", .warning)
    case .caught(let event, let message, let handler):
      event.hasPrefix("error") || event.hasPrefix("ivr.")
        ? ("  \(event)\(message.map { ": \($0)" } ?? "") — handled at \(handler)", .warning) : nil
    case .log(let label, let text): ("  log\(label.map { " \($0)" } ?? ""): \(text)", .quiet)
    case .fetch(_, let uri, let outcome): outcome == "ok" ? nil : ("  fetch \(uri): \(outcome)", .warning)
    case .transfer(let kind, let destination, let result, let duration):
      ("  \(kind.rawValue) transfer to \(destination): \(result), \(Seconds.text(duration))", .quiet)
    case .record(let duration): ("  recorded \(Seconds.text(duration))", .quiet)
    case .extension(_, let name, let outcome):
      outcome == "ok" ? ("  \(name)", .quiet) : ("  \(name): \(outcome)", .warning)
    case .callback(let number, let within, let reason, let id, let outcome):
      if let id {
        (
          "  call-back \(id) promised: \(number) within \(Seconds.text(within))\(reason.map { ", \($0)" } ?? "")",
          .quiet
        )
      } else {
        ("  no call-back to \(number): \(outcome)", .warning)
      }
    case .language(let language): ("  language \(language)", .quiet)
    case .metric(let name, let value): ("  metric \(name) = \(JSONText(.number(value)))", .quiet)
    case .outcome(let value): ("  outcome: \(value)", .quiet)
    case .warning(let message): ("  warning: \(message)", .warning)
    case .uncaught(let event, let message, let location):
      ("\(location): error: \(event) was not caught\(message.map { ": \($0)" } ?? "")", .failure)
    }
  }

  public static func line(_ end: CallEnd) -> (text: String, style: Style) {
    let words =
      switch end.reason {
      case .exit: "the flow has ended"
      case .hangup: "the caller hung up"
      case .disconnect: "the flow hung up"
      case .transfer: "the caller was handed over"
      case .error: "the call ended in an error"
      case .abandoned: "the caller said nothing for an hour"
      }
    let value: String =
      switch end.value {
      case .undefined: ""
      case .null, .boolean, .number, .string, .array, .object: ", result \(JSONText(end.value))"
      }
    return ("— \(words)\(value)", end.reason == .error ? .failure : .status)
  }
}
