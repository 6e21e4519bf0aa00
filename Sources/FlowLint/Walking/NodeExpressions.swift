import FlowDocument

extension FlowNode {
  /// The expressions written on this element itself, not on those in it.
  var expressions: [Expression] {
    switch element {
    case .calendar, .dialog, .property, .option, .filled: []
    case .route(let route): route.ownExpressions
    case .handler(let handler): [handler.condition].compactMap(\.self)
    case .link(let link): link.action.expressions
    case .choice(let choice): choice.action.expressions
    case .item(let item): item.ownExpressions
    case .grammar(let grammar): if case .external(let source) = grammar.source { source.expressions } else { [] }
    case .prompt(let prompt): [prompt.condition].compactMap(\.self)
    case .audio(let audio): audio.source.expressions
    case .value(let value): [value.expression]
    case .mark(let mark): mark.name.expressions
    case .say(let say): say.key.expressions + FormItem.Kind.expressions(of: say.parameters)
    case .repetition(let loop): [loop.array]
    case .executable(let executable): executable.ownExpressions
    }
  }

  /// The text of an inline script.
  var scriptText: String? {
    guard case .executable(.script(let script)) = element, case .inline(let text) = script.source else { return nil }
    return text.value
  }
}

extension TextSource {
  var expressions: [Expression] { if case .expression(let expression) = self { [expression] } else { [] } }
}

extension EventToThrow {
  fileprivate var expressions: [Expression] { event.expressions + (message?.expressions ?? []) }
}

extension ChoiceAction {
  fileprivate var expressions: [Expression] {
    switch self {
    case .go(let target, _): target.expressions
    case .throwEvent(let event): event.expressions
    }
  }
}

extension FormItem {
  fileprivate var ownExpressions: [Expression] {
    [expression, condition].compactMap(\.self) + kind.expressions
  }
}

extension FormItem.Kind {
  fileprivate var expressions: [Expression] {
    switch self {
    case .field, .record, .block, .initial: []
    case .transfer(let transfer): transfer.target.expressions + (transfer.aai?.expressions ?? [])
    case .subdialog(let subdialog): subdialog.source.expressions + Self.expressions(of: subdialog.parameters)
    case .object(let object): Self.expressions(of: object.parameters)
    }
  }

  fileprivate static func expressions(of parameters: [Parameter]) -> [Expression] {
    parameters.compactMap { parameter in
      if case .expression(let expression) = parameter.value { expression } else { nil }
    }
  }
}

extension Executable {
  fileprivate var ownExpressions: [Expression] {
    switch self {
    case .clear, .prompt, .reprompt, .disconnect: []
    case .variable(let variable): [variable.expression].compactMap(\.self)
    case .assign(let assign): [assign.expression]
    case .if(let choice): choice.branches.compactMap(\.condition)
    case .goto(let goto):
      switch goto.target {
      case .dialog(let target), .item(let target): target.expressions
      }
    case .submit(let submit): submit.target.expressions
    case .exit(let exit): if case .expression(let expression) = exit.value { [expression] } else { [] }
    case .return(let result): if case .event(let event) = result.value { event.expressions } else { [] }
    case .throw(let thrown): thrown.event.expressions
    case .script(let script): if case .external(let source) = script.source { source.expressions } else { [] }
    case .log(let log):
      [log.expression].compactMap(\.self)
        + log.content.compactMap { part in if case .value(let expression) = part { expression } else { nil } }
    case .data(let data): data.source.expressions
    case .foreach(let loop): [loop.array]
    case .callback(let callback): [callback.number] + (callback.reason?.expressions ?? [])
    case .metric(let metric): [metric.value]
    case .outcome(let outcome): outcome.value.expressions
    case .language(let change): change.language.expressions
    case .extension(let element): element.attributes.flatMap(\.value.expressions)
    }
  }
}

extension Transfer.Target {
  fileprivate var expressions: [Expression] {
    if case .destination(let destination) = self { destination.expressions } else { [] }
  }
}

extension Route {
  fileprivate var ownExpressions: [Expression] {
    targets.flatMap { $0.destination.expressions + [$0.condition].compactMap(\.self) }
      + headers.flatMap(\.value.expressions)
  }
}
