import FlowDocument
import FlowParser

/// P401: a sound that is not there. Where a text stands in for it the caller hears that, and else nothing.
struct MissingAudioRule: LintRule {
  static let id = "P401"
  static let severity = Diagnostic.Severity.warning
  static let help = "the caller hears nothing here; record it, or put the words between <audio> and </audio>"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.flow.resources.compactMap { resource in
      guard resource.kind == .sound, let name = flow.missingFile(resource) else { return nil }
      return Finding(
        "there is no sound file \"\(name)\"",
        help: resource.isReplaced ? "until it is recorded, the caller hears what stands in for it" : nil,
        severity: resource.isReplaced ? .note : nil, at: resource.source.location)
    }
  }
}
