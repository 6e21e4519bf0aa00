import FlowDocument

/// Lists every element of a document once, with its place.
struct DocumentWalk {
  private var place = Place()
  private(set) var nodes: [FlowNode] = []

  static func nodes(of document: Document) -> [FlowNode] {
    var walk = DocumentWalk()
    walk.visit(document)
    return walk.nodes
  }

  private mutating func add(_ element: FlowNode.Element) {
    nodes.append(FlowNode(element, at: place))
  }

  private mutating func visit(_ document: Document) {
    for step in document.initialisation { visit(step) }
    visitShared(document.properties, document.handlers, document.links)
    for route in document.routes { visit(route) }
    for (index, dialog) in document.dialogs.enumerated() {
      place = Place(dialog: index)
      add(.dialog(dialog))
      switch dialog {
      case .form(let form): visit(form)
      case .menu(let menu): visit(menu)
      }
    }
  }

  private mutating func visitShared(_ properties: [Property], _ handlers: [Handler], _ links: [Link]) {
    for property in properties { add(.property(property)) }
    for link in links {
      add(.link(link))
      visit(link.grammars)
    }
    for handler in handlers {
      add(.handler(handler))
      visit(handler.content)
    }
  }

  private mutating func visit(_ step: Initialisation) {
    switch step {
    case .variable(let variable): add(.executable(.variable(variable)))
    case .script(let script): add(.executable(.script(script)))
    case .data(let data): add(.executable(.data(data)))
    case .calendar(let calendar): add(.calendar(calendar))
    }
  }

  private mutating func visit(_ route: Route) {
    add(.route(route))
    for target in route.targets {
      for prompt in target.prompts { visit(prompt) }
    }
    for waiting in route.waiting {
      for prompt in waiting.prompts { visit(prompt) }
    }
  }

  // MARK: Dialogs

  private mutating func visit(_ menu: Menu) {
    visitShared(menu.properties, menu.handlers, [])
    for prompt in menu.prompts { visit(prompt) }
    for choice in menu.choices {
      add(.choice(choice))
      visit(choice.grammars)
      visit(choice.content)
    }
  }

  private mutating func visit(_ form: Form) {
    for case .run(let step) in form.initialisation { visit(step) }
    visitShared(form.properties, form.handlers, form.links)
    visit(form.grammars)
    for (index, item) in form.items.enumerated() {
      place.item = index
      visit(item)
    }
    place.item = nil
    for filled in form.filled {
      add(.filled(filled))
      visit(filled.content)
    }
  }

  private mutating func visit(_ item: FormItem) {
    add(.item(item))
    visitShared(item.properties, item.handlers, item.links)
    visit(item.grammars)
    for prompt in item.prompts { visit(prompt) }
    switch item.kind {
    case .field(let field): for option in field.options { add(.option(option)) }
    case .block(let block): visit(block.content)
    case .record, .transfer, .subdialog, .object, .initial: break
    }
    for filled in item.filled { visit(filled.content) }
  }

  private mutating func visit(_ grammars: [GrammarElement]) {
    for grammar in grammars { add(.grammar(grammar)) }
  }

  // MARK: Content

  private mutating func visit(_ content: [Executable]) {
    for element in content {
      switch element {
      case .prompt(let prompt):
        visit(prompt)
      case .if(let choice):
        add(.executable(element))
        for branch in choice.branches { visit(branch.content) }
      case .foreach(let loop):
        add(.executable(element))
        visit(loop.content)
      case .variable, .assign, .clear, .reprompt, .goto, .submit, .exit, .return, .disconnect, .throw, .script, .log,
        .data, .callback, .metric, .outcome, .language, .extension:
        add(.executable(element))
      }
    }
  }

  private mutating func visit(_ prompt: Prompt) {
    add(.prompt(prompt))
    visit(prompt.content)
  }

  private mutating func visit(_ content: [PromptContent]) {
    for part in content {
      switch part {
      case .text: break
      case .value(let value): add(.value(value))
      case .mark(let mark): add(.mark(mark))
      case .enumerate(let enumerate): visit(enumerate.template)
      case .markup(let markup): visit(markup.content)
      case .say(let say):
        add(.say(say))
        visit(say.fallback)
      case .audio(let audio):
        add(.audio(audio))
        visit(audio.fallback)
      case .foreach(let loop):
        add(.repetition(loop))
        visit(loop.content)
      }
    }
  }
}
