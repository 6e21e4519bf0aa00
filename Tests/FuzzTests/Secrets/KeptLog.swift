import Logging
import Synchronization

/// The lines of a log.
final class KeptLines: Sendable {
  let all = Mutex<[String]>([])
}

/// A log that is kept instead of written.
struct KeptLog: LogHandler {
  let lines: KeptLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(lines: KeptLines) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let more = metadata.merging(event.metadata ?? [:]) { _, new in new }.sorted { $0.key < $1.key }
    lines.all.withLock { $0.append("\(event.message) \(more)") }
  }
}
