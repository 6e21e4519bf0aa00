import CallInterface
import FlowDocument

/// A way by which a value leaves a call.
struct Outlet {
  /// "a log": what it reaches.
  let what: String
  /// What is read for it.
  let source: String
  let location: SourceLocation

  init(_ what: String, _ expression: Expression) {
    self.what = what
    source = expression.source
    location = expression.location
  }

  init(_ what: String, _ name: Located<String>) {
    self.what = what
    source = name.value
    location = name.location
  }

  init(_ what: String, name: String, at location: SourceLocation) {
    self.what = what
    source = name
    self.location = location
  }
}

extension FlowNode {
  /// The ways out of the call that this element is. Conditions are none, nor what only moves a value inside.
  func outlets(of document: Document) -> [Outlet] {
    switch element {
    case .executable(let executable): executable.outlets(in: self, of: document)
    case .item(let item): item.outlets
    case .value(let value): [Outlet("a prompt", value.expression)]
    case .audio(let audio): Self.outlets("a URL", audio.source)
    case .mark(let mark): Self.outlets("a mark", mark.name)
    case .grammar(let grammar):
      if case .external(let source) = grammar.source { Self.outlets("a URL", source) } else { [] }
    case .link(let link): Self.outlets(link.action)
    case .choice(let choice): Self.outlets(choice.action)
    case .say(let say): Self.outlets("a prompt", say.key) + FormItem.outlets("a prompt", say.parameters)
    case .route(let route):
      route.targets.flatMap { Self.outlets("the number of a transfer", $0.destination) }
        + route.headers.flatMap { Self.outlets("a header of a transfer", $0.value) }
    case .calendar, .dialog, .property, .handler, .option, .filled, .prompt, .repetition: []
    }
  }

  static func outlets(_ what: String, _ source: TextSource?) -> [Outlet] {
    if case .expression(let expression) = source { [Outlet(what, expression)] } else { [] }
  }

  private static func outlets(_ action: ChoiceAction) -> [Outlet] {
    switch action {
    case .go(let target, _): outlets("a URL", target)
    case .throwEvent(let event): outlets(event)
    }
  }

  static func outlets(_ event: EventToThrow) -> [Outlet] {
    outlets("the name of an event", event.event) + outlets("the message of an event", event.message)
  }

  /// The namelist of a GET stands in the address.
  static func outlets(_ method: SubmitMethod, _ names: [Located<String>]) -> [Outlet] {
    method == .get ? names.map { Outlet("the URL of a GET", $0) } : []
  }
}

extension FormItem {
  fileprivate var outlets: [Outlet] {
    switch kind {
    case .transfer(let transfer):
      var outlets = FlowNode.outlets("the aai of a transfer", transfer.aai)
      if case .destination(let number) = transfer.target {
        outlets += FlowNode.outlets("the number of a transfer", number)
      }
      return outlets
    case .subdialog(let subdialog):
      return FlowNode.outlets("a URL", subdialog.source) + FlowNode.outlets(subdialog.method, subdialog.namelist)
    case .field, .record, .object, .block, .initial:
      return []
    }
  }

  static func outlets(_ what: String, _ parameters: [Parameter]) -> [Outlet] {
    parameters.compactMap { parameter in
      if case .expression(let expression) = parameter.value { Outlet(what, expression) } else { nil }
    }
  }
}

extension Executable {
  fileprivate func outlets(in node: FlowNode, of document: Document) -> [Outlet] {
    switch self {
    case .log(let log):
      return [log.expression].compactMap(\.self).map { Outlet("a log", $0) }
        + log.content.compactMap { part in
          if case .value(let expression) = part { Outlet("a log", expression) } else { nil }
        }
    case .goto(let goto):
      switch goto.target {
      case .dialog(let target): return FlowNode.outlets("a URL", target)
      case .item(let target): return FlowNode.outlets("the name of an item", target)
      }
    case .submit(let submit):
      let names = submit.namelist.map { FlowNode.outlets(submit.method, $0) } ?? node.allItems(submit, of: document)
      return FlowNode.outlets("a URL", submit.target) + names
    case .data(let data):
      return FlowNode.outlets("a URL", data.source) + FlowNode.outlets(data.method, data.namelist)
    case .exit(let exit):
      switch exit.value {
      case .nothing: return []
      case .expression(let expression): return [Outlet("the result of the call", expression)]
      case .namelist(let names): return names.map { Outlet("the result of the call", $0) }
      }
    case .disconnect(let disconnect): return disconnect.namelist.map { Outlet("the result of the call", $0) }
    case .throw(let thrown): return FlowNode.outlets(thrown.event)
    case .return(let result):
      if case .event(let event) = result.value { return FlowNode.outlets(event) }
      return []
    case .script(let script):
      if case .external(let source) = script.source { return FlowNode.outlets("a URL", source) }
      return []
    case .callback(let callback):
      return [Outlet("a call-back", callback.number)] + FlowNode.outlets("a call-back", callback.reason)
    case .metric(let metric): return [Outlet("a metric", metric.value)]
    case .outcome(let outcome): return FlowNode.outlets("the outcome of the call", outcome.value)
    case .language(let change): return FlowNode.outlets("the name of a language", change.language)
    case .extension(let element):
      return element.attributes.flatMap { FlowNode.outlets("<\(element.name)> of the host", $0.value) }
    case .variable, .assign, .clear, .if, .prompt, .reprompt, .foreach: return []
    }
  }
}

extension FlowNode {
  /// A `submit` without a namelist sends every input item of its form (VoiceXML 2.0 §5.3.8).
  fileprivate func allItems(_ submit: Submit, of document: Document) -> [Outlet] {
    guard submit.method == .get, let dialog = place.dialog, case .form(let form) = document.dialogs[dialog] else {
      return []
    }
    return form.items.filter(\.isInputItem).compactMap { item in
      item.name.map { Outlet("the URL of a GET", name: $0.value, at: submit.location) }
    }
  }
}
