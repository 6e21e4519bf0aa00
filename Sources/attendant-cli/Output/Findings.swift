import FlowParser
import Synchronization

/// Findings of documents that are read while a call goes on, to be told when it is over.
final class Findings: Sendable {
  private let found = Mutex<[Diagnostic]>([])

  var collect: @Sendable (String, [Diagnostic]) -> Void {
    { _, more in self.found.withLock { $0 += more } }
  }

  func tell() {
    Self.tell(found.withLock { $0 })
  }

  /// Each once, however often its document was read.
  static func tell(_ diagnostics: [Diagnostic]) {
    var told: Set<Diagnostic> = []
    for diagnostic in diagnostics where told.insert(diagnostic).inserted {
      Output.errors.line(Finding.text(diagnostic, inColour: Output.errors.inColour))
    }
  }
}
