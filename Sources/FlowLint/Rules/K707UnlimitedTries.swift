import ECMAScript
public import FlowParser

import FlowDocument

/// K707: a secret that may be tried without end: the time-outs have no limit, or a wrong one is cleared and asked for
/// again while nothing counts.
public struct UnlimitedTriesRule: LintRule {
  public static let id = "K707"
  public static let severity = Diagnostic.Severity.warning
  public static let help = "whoever guesses for long enough gets in; count the tries, and end the call after a few"

  public init() {}

  public func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.secureItems.flatMap { item, form -> [Finding] in
      guard case .field = item.kind, let name = item.name else { return [] }
      var findings: [Finding] = []
      if let limit = flow.property("ivr.retrylimit", at: item, in: form), limit.value.value == "0" {
        let message = "\"\(name.value)\" is secure and may be tried without end: ivr.retrylimit is 0"
        findings.append(Finding(message, at: limit.value.location))
      }
      let content = Walked(item.filled.map(\.content) + form.filled.map(\.content))
      if let clearing = content.clearing(name.value, among: form), !content.mayCount {
        let message = "\"\(name.value)\" is asked for again and again; nothing counts the tries"
        findings.append(Finding(message, at: clearing))
      }
      return findings
    }
  }
}

/// Executable content with all that is in it.
private struct Walked {
  private var elements: [Executable] = []

  init(_ contents: [[Executable]]) {
    for content in contents { add(content) }
  }

  private mutating func add(_ content: [Executable]) {
    for element in content {
      elements.append(element)
      switch element {
      case .if(let choice): for branch in choice.branches { add(branch.content) }
      case .foreach(let loop): add(loop.content)
      case .variable, .assign, .clear, .prompt, .reprompt, .goto, .submit, .exit, .return, .disconnect, .throw, .script,
        .log, .data, .callback, .metric, .outcome, .language, .extension:
        break
      }
    }
  }

  /// Where an item is cleared, so that it is asked for again.
  func clearing(_ name: String, among form: Form) -> SourceLocation? {
    for case .clear(let clear) in elements {
      guard let names = clear.namelist else { return clear.location }
      if names.contains(where: { $0.value == name || $0.value == "dialog.\(name)" }) { return clear.location }
    }
    return nil
  }

  /// Whether something here may count: a variable that grows, a script, an event, a server.
  var mayCount: Bool {
    elements.contains { element in
      switch element {
      case .assign(let assign): SourceNames(assign.expression.source).read[assign.name.value] != nil
      case .script, .throw, .data, .submit, .extension: true
      case .if(let choice):
        choice.branches.compactMap(\.condition).contains {
          !SourceNames($0.source).stored.isEmpty || $0.source.contains("++")
        }
      case .variable, .clear, .prompt, .reprompt, .goto, .exit, .return, .disconnect, .log, .foreach, .callback,
        .metric, .outcome, .language:
        false
      }
    }
  }
}
