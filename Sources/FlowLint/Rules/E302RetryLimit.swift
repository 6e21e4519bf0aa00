import FlowDocument
import FlowParser

/// E302: a caller who says nothing, or nothing that fits, is asked for ever, or very often.
///
/// Told only where it is certain: `ivr.retrylimit` is 0 in force, the flow has a handler of its own for the event, and the
/// last of them does nothing but speak and ask again. What changes variables may end the question, and is left alone.
struct RetryLimitRule: LintRule {
  static let id = "E302"
  static let severity = Diagnostic.Severity.warning
  static let help = "set ivr.retrylimit, or let the last handler lead somewhere else, best to a person"

  private static let property = "ivr.retrylimit"

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard flow.knowsRoot else { return highLimits(in: flow) }
    var findings = highLimits(in: flow)
    let around = flow.root.map { [$0.document] } ?? []
    let outer = Scope(flow.document.properties, flow.document.handlers, inside: around.map { .init($0) })
    for dialog in flow.document.dialogs {
      switch dialog {
      case .menu(let menu):
        findings += endless(outer.inner(menu.properties, menu.handlers), of: flow.document)
      case .form(let form):
        let scope = outer.inner(form.properties, form.handlers)
        for item in form.items where Self.asks(item) {
          findings += endless(scope.inner(item.properties, item.handlers), of: flow.document)
        }
      }
    }
    return findings
  }

  private func highLimits(in flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .property(let property) = node.element, property.name == Self.property,
        let limit = Int(property.value.value.filter { !$0.isWhitespace }), limit > 3
      else { return nil }
      return Finding(
        "\(limit) retries are more than a caller bears", help: "callers give up after 2 or 3; go to a person then",
        at: property.value.location)
    }
  }

  private static func asks(_ item: FormItem) -> Bool {
    switch item.kind {
    case .field, .initial: true
    case .record, .transfer, .subdialog, .object, .block: false
    }
  }

  private func endless(_ scope: Scope, of document: Document) -> [Finding] {
    guard scope.limit(in: document) == 0 else { return [] }
    return ["noinput", "nomatch"].compactMap { event in
      guard let last = scope.lastHandler(of: event), Self.asksAgain(last.content) else { return nil }
      return Finding("the last handler of \(event) asks again for ever", at: last.location)
    }
  }

  /// Only speaks, logs and asks again.
  private static func asksAgain(_ content: [Executable]) -> Bool {
    var reprompts = false
    for element in content {
      switch element {
      case .reprompt: reprompts = true
      case .prompt, .log, .metric, .outcome, .language: break
      case .variable, .assign, .clear, .if, .goto, .submit, .exit, .return, .disconnect, .throw, .script, .data,
        .foreach, .callback, .extension:
        return false
      }
    }
    return reprompts
  }

  /// Properties and handlers from the inside out.
  private struct Scope {
    private struct Level {
      let properties: [Property]
      let handlers: [Handler]
    }
    private var levels: [Level] = []

    init(_ document: Document) {
      levels = [Level(properties: document.properties, handlers: document.handlers)]
    }

    init(_ properties: [Property], _ handlers: [Handler], inside outer: [Scope]) {
      levels = [Level(properties: properties, handlers: handlers)] + outer.flatMap(\.levels)
    }

    func inner(_ properties: [Property], _ handlers: [Handler]) -> Scope {
      Scope(properties, handlers, inside: [self])
    }

    /// `nil` where it is written and no number.
    func limit(in document: Document) -> Int? {
      let written = levels.lazy.compactMap { level in level.properties.last { $0.name == RetryLimitRule.property } }
      guard let property = written.first else { return document.usesExtensions ? nil : 0 }
      return Int(property.value.value.filter { !$0.isWhitespace })
    }

    /// The one that is chosen in the end (VoiceXML 2.0 §5.2.4); `nil` where there is none, or a condition decides.
    func lastHandler(of event: String) -> Handler? {
      let handlers = levels.flatMap(\.handlers).filter { handler in
        handler.events.isEmpty || handler.events.contains { $0 == event || $0 == "." }
      }
      guard !handlers.contains(where: { $0.condition != nil }), let count = handlers.map(\.count).max() else {
        return nil
      }
      return handlers.first { $0.count == count }
    }
  }
}
