import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import Logging

/// Writes each line of the log to standard error as one JSON object: `time`, `level`, `message`, and the metadata.
struct JSONLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let now = WallClock.local()
    let own: [(String, JSONText)] = [
      ("time", .string(LocalTime.text(now.milliseconds, utcOffset: now.utcOffset))),
      ("level", .string(event.level.rawValue)), ("message", .string("\(event.message)")),
    ]
    let more = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
    Output.errors.line(JSONText.object(own + more.map { ($0.key, .string("\($0.value)")) }).description)
  }
}

/// Writes each line of the log to standard error for people: the time, the call, the message, and the metadata.
struct TextLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let now = WallClock.local()
    var all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let call = all.removeValue(forKey: "call").map { " \($0):" } ?? ""
    let rest = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.word("\($0.value)"))" }.joined()
    let level = event.level >= .warning ? " \(event.level.rawValue):" : ""
    let time = LocalTime.text(now.milliseconds, utcOffset: now.utcOffset)
    Output.errors.line("\(time)\(call)\(level) \(Self.line("\(event.message)"))\(rest)")
  }

  /// On one line, whatever a caller's server sent.
  private static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    return text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " / ") : text
  }

  private static func word(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy({ (0x21..<0x7f).contains($0) && $0 != UInt8(ascii: "\"") }) { return text }
    let isPlain = !text.isEmpty && text.allSatisfy { !$0.isWhitespace && $0 != "\"" }
    return isPlain ? text : JSONText.string(text).description
  }
}

/// How the log is written.
enum LogFormat: String, CaseIterable {
  case text, json

  func logger(level: Logger.Level) -> Logger {
    Logger(label: "attendant") { _ in
      switch self {
      case .text: TextLogHandler(logLevel: level)
      case .json: JSONLogHandler(logLevel: level)
      }
    }
  }
}
