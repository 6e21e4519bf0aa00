import CallInterface
import ECMAScript
import FlowDocument

/// Executable content (VoiceXML 2.0 §5.3), one element at a time.
extension Interpreter {
  /// Content of the present dialog.
  mutating func execute(_ content: [Executable], purpose: Execution.Purpose) {
    execute(content, purpose: purpose, of: context.dialogHome)
  }

  mutating func execute(_ content: [Executable], purpose: Execution.Purpose, of home: ContentHome) {
    leaveExecution()
    context.execution = Execution(content, purpose: purpose, home: home)
    context.activity = .execute
  }

  /// Drops what runs, with its anonymous scope.
  mutating func leaveExecution() {
    guard !contexts.isEmpty, let execution = context.execution else { return }
    if let scope = execution.scope { close(scope) }
    context.execution = nil
  }

  mutating func executeNext() -> Outcome {
    guard let execution = context.execution else {
      context.activity = .select
      return .proceed
    }
    if execution.rendering != nil { return renderNext() }
    guard let frame = execution.frames.last else { return finishExecution() }
    guard frame.next < frame.content.count else { return endFrame(frame) }
    let last = execution.frames.count - 1
    context.execution?.frames[last].next += 1
    let element = frame.content[frame.next]
    pass(element.location, in: execution.home)
    return perform(element)
  }

  private mutating func endFrame(_ frame: ContentFrame) -> Outcome {
    guard let loop = frame.loop, loop.index + 1 < loop.elements.count else {
      context.execution?.frames.removeLast()
      return .proceed
    }
    var next = loop
    next.index += 1
    return enterLoop(next, replacing: true)
  }

  private mutating func enterLoop(_ loop: ContentFrame.Loop, replacing: Bool, content: [Executable] = []) -> Outcome {
    do throws(ScriptFault) {
      let scope = try anonymousScope()
      let element = TrackedValue(value: loop.elements[loop.index], culprit: loop.culprit)
      try script.set(loop.item, to: element.value, in: scope)
      note(loop.item, is: element, from: loop.source, in: scope)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    if replacing, let last = context.execution?.frames.indices.last {
      context.execution?.frames[last].next = 0
      context.execution?.frames[last].loop = loop
    } else {
      context.execution?.frames.append(ContentFrame(content: content, next: 0, loop: loop))
    }
    return .proceed
  }

  /// What follows the content that has run.
  private mutating func finishExecution() -> Outcome {
    guard let purpose = context.execution?.purpose else { return .proceed }
    leaveExecution()
    switch purpose {
    case .block:
      context.activity = .select
    case .filled(let rest):
      runNextFilled(rest[...])
    case .handler(let event):
      if context.dialog.index == nil { return .exit(.undefined) }
      if event.name.hasPrefix("connection.disconnect") && gone == nil { return .exit(.undefined) }
      context.activity = .select
    case .prompts(let item):
      context.activity = .collect(item: item)
    case .targetWords(let item):
      return sayTargetWords(before: item)
    }
    return .proceed
  }

  private mutating func perform(_ element: Executable) -> Outcome {
    switch element {
    case .variable(let variable): return declareAnonymous(variable)
    case .assign(let assign): return self.assign(assign)
    case .clear(let clear): return self.clear(clear)
    case .if(let branches): return choose(branches)
    case .prompt(let prompt): return queuePrompt(prompt)
    case .reprompt: return reprompt()
    case .goto(let goto): return self.goto(goto)
    case .submit(let submit): return self.submit(submit)
    case .exit(let exit): return self.exit(exit)
    case .return(let element): return self.return(element)
    case .disconnect(let disconnect): return self.disconnect(disconnect)
    case .throw(let element): return self.throw(element.event)
    case .script(let script): return run(script)
    case .log(let log): return self.log(log)
    case .data(let data): return fetchData(data)
    case .foreach(let foreach): return loop(foreach)
    case .callback(let callback): return promise(callback)
    case .metric(let metric): return tell(metric)
    case .outcome(let outcome): return tell(outcome)
    case .language(let change): return switchLanguage(change)
    case .extension(let element): return extend(element)
    }
  }

  private mutating func declareAnonymous(_ variable: Variable) -> Outcome {
    do throws(ScriptFault) {
      return declare(variable, in: try anonymousScope())
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  /// `if` (§5.3.4).
  private mutating func choose(_ element: If) -> Outcome {
    for branch in element.branches {
      do throws(ScriptFault) {
        guard try holds(branch.condition) else { continue }
      } catch {
        return branch.condition.map { fault(error, $0) } ?? .throwEvent(ThrownEvent(error))
      }
      if let home = context.execution?.home { pass(branch.location, in: home) }
      if !branch.content.isEmpty {
        context.execution?.frames.append(ContentFrame(content: branch.content, next: 0, loop: nil))
      }
      return .proceed
    }
    return .proceed
  }

  /// `foreach` (2.1 §6), over a copy of the array.
  private mutating func loop(_ element: Foreach) -> Outcome {
    do throws(ScriptFault) {
      let array = try tracked(element.array)
      let elements = try script.elements(of: array.value)
      guard !elements.isEmpty else { return .proceed }
      return enterLoop(
        ContentFrame.Loop(
          item: element.item.value, elements: elements, index: 0, source: element.array.source,
          culprit: array.culprit),
        replacing: false, content: element.content)
    } catch {
      return fault(error, element.array)
    }
  }

  /// `reprompt` (§5.3.6): only a handler's has an effect.
  private mutating func reprompt() -> Outcome {
    if case .handler = context.execution?.purpose { context.dialog.queuesPrompts = true }
    return .proceed
  }
}
