import FlowDocument
import FlowParser

/// X504: a caller who waits hears something every 15 s, and is asked again after a minute.
struct LongWaitRule: LintRule {
  static let id = "X504"
  static let severity = Diagnostic.Severity.warning
  static let help = "callers who hear nothing hang up"

  private static let longestWait = Duration.seconds(60)
  private static let longestSilence = Duration.seconds(15)

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.document.routes.flatMap { route in
      var findings: [Finding] = []
      if let wait = route.maxWait, wait > Self.longestWait {
        findings.append(
          Finding(
            "a caller may wait here for \(wait.components.seconds) s", help: "ask again after 60 s: maxwait=\"60s\"",
            at: route.location))
      }
      for waiting in route.waiting {
        guard let every = waiting.every, every > Self.longestSilence else { continue }
        findings.append(
          Finding(
            "\(every.components.seconds) s pass between two words to a caller who waits", help: "write every=\"15s\"",
            at: waiting.location))
      }
      return findings
    }
  }
}
