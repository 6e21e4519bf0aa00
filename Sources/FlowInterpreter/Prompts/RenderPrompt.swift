import CallInterface
import ECMAScript
import FlowDocument
import Prompting

/// Prompts become segments when they are queued: expressions are evaluated now, not when they are heard
/// (VoiceXML 2.0 §4.1.4).
extension Interpreter {
  mutating func queuePrompt(_ prompt: Prompt) -> Outcome {
    switch context.execution?.purpose {
    case .prompts, .targetWords: break  // Its condition was evaluated when it was selected.
    case .block, .filled, .handler, nil:
      do throws(ScriptFault) {
        guard try holds(prompt.condition) else { return .proceed }
      } catch {
        return prompt.condition.map { fault(error, $0) } ?? .throwEvent(ThrownEvent(error))
      }
    }
    let language = language(of: prompt)
    context.execution?.rendering = PromptRendering(
      prompt: prompt, language: language, builder: SegmentBuilder(language: language),
      frames: [.init(content: prompt.content, next: 0, end: .nothing)], pendingAudio: nil)
    return .proceed
  }

  /// One piece of the prompt that is being put together.
  mutating func renderNext() -> Outcome {
    guard var rendering = context.execution?.rendering else { return .proceed }
    // Taken out while it changes, so that nothing is copied.
    context.execution?.rendering = nil
    let outcome = render(&rendering)
    if case .throwEvent = outcome { return outcome }
    if rendering.frames.isEmpty && rendering.pendingAudio == nil {
      if let event = enqueue(rendering) { return .throwEvent(event) }
    } else {
      context.execution?.rendering = rendering
    }
    return outcome
  }

  mutating func render(_ rendering: inout PromptRendering) -> Outcome {
    while let frame = rendering.frames.last {
      guard frame.next < frame.content.count else {
        rendering.frames.removeLast()
        if let outcome = end(frame, &rendering) { return outcome }
        continue
      }
      budget -= 1
      guard budget > 0 else { return .proceed }
      rendering.frames[rendering.frames.count - 1].next += 1
      if let outcome = render(frame.content[frame.next], &rendering) { return outcome }
    }
    return .proceed
  }

  private mutating func end(_ frame: PromptRendering.Frame, _ rendering: inout PromptRendering) -> Outcome? {
    switch frame.end {
    case .nothing:
      return nil
    case .leaveMarkup:
      rendering.builder.pop()
      return nil
    case .loop(let loop, let index):
      return enter(loop, index + 1, frame.content, &rendering)
    case .enumeration(let choices, let template, let index):
      return enumerate(choices, index + 1, template, &rendering)
    }
  }

  /// `nil` goes on with the next piece.
  private mutating func render(_ content: PromptContent, _ rendering: inout PromptRendering) -> Outcome? {
    switch content {
    case .text(let text):
      rendering.builder.text(text)
      return nil
    case .value(let value):
      return render(value, &rendering)
    case .audio(let audio):
      return render(audio, &rendering)
    case .mark(let mark):
      do throws(ScriptFault) { rendering.builder.mark(try text(mark.name)) } catch { return fault(error, mark.name) }
      return nil
    case .markup(let markup):
      rendering.builder.push(markup)
      rendering.frames.append(.init(content: markup.content, next: 0, end: .leaveMarkup))
      return nil
    case .foreach(let foreach):
      do throws(ScriptFault) {
        let array = try tracked(foreach.array)
        let loop = PromptRendering.Loop(
          item: foreach.item.value, elements: try script.elements(of: array.value), source: foreach.array.source,
          culprit: array.culprit)
        return enter(loop, 0, foreach.content, &rendering)
      } catch {
        return fault(error, foreach.array)
      }
    case .say(let say):
      return render(say, &rendering)
    case .enumerate(let element):
      guard let choices = enumeratedChoices() else {
        return .throwEvent(
          ThrownEvent("error.semantic", "<enumerate> has nothing to list here: it belongs to a menu or to options"))
      }
      return enumerate(choices, 0, element.template, &rendering)
    }
  }

  private mutating func render(_ element: Value, _ rendering: inout PromptRendering) -> Outcome? {
    do throws(ScriptFault) {
      switch try heard(element.expression) {
      case .text(let text): rendering.builder.text(text)
      case .recording(let uri): rendering.builder.audio(uri: uri, fallback: [])
      }
      return nil
    } catch {
      return fault(error, element.expression)
    }
  }

  /// What is heard of a value: a recording itself, and of a secret nothing.
  mutating func heard(_ expression: Expression) throws(ScriptFault) -> SegmentBuilder.GapValue {
    let tracked = try tracked(expression)
    if tracked.isSecret { return .text(Concealed.text) }
    if let uri = try recordingURI(of: tracked.value) { return .recording(uri) }
    return .text(try script.text(tracked.value))
  }

  // MARK: Repetition

  /// Between two choices that `enumerate` speaks in their own words.
  static let choicePause = Duration.milliseconds(250)

  private mutating func enter(
    _ loop: PromptRendering.Loop, _ index: Int, _ content: [PromptContent], _ rendering: inout PromptRendering
  ) -> Outcome? {
    guard index < loop.elements.count else { return nil }
    do throws(ScriptFault) {
      let scope = try anonymousScope()
      try script.set(loop.item, to: loop.elements[index], in: scope)
      let element = TrackedValue(value: loop.elements[index], culprit: loop.culprit)
      note(loop.item, is: element, from: loop.source, in: scope)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    if index > 0 { rendering.builder.separate() }
    rendering.frames.append(
      .init(content: content, next: 0, end: .loop(loop, index: index)))
    return nil
  }

  /// `enumerate` (§2.2.4): the template for each choice, or the choice's own words.
  private mutating func enumerate(
    _ choices: [EnumeratedChoice], _ index: Int, _ template: [PromptContent], _ rendering: inout PromptRendering
  ) -> Outcome? {
    guard index < choices.count else { return nil }
    let choice = choices[index]
    if index > 0 { rendering.builder.separate() }
    if template.isEmpty {
      if index > 0 { rendering.builder.silence(Self.choicePause) }
      rendering.frames.append(
        .init(content: choice.content, next: 0, end: .enumeration(choices, template: [], index: index)))
      return nil
    }
    do throws(ScriptFault) {
      let scope = try anonymousScope()
      try script.set("_prompt", to: .string(choice.phrase), in: scope)
      try script.set("_dtmf", to: choice.keys.map(ScriptValue.string) ?? .undefined, in: scope)
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
    rendering.frames.append(
      .init(content: template, next: 0, end: .enumeration(choices, template: template, index: index)))
    return nil
  }

  private func enumeratedChoices() -> [EnumeratedChoice]? {
    switch currentItem?.element {
    case .menu(let menu):
      return menu.choices.map {
        EnumeratedChoice(phrase: $0.phrase, keys: $0.dtmf?.value, content: $0.content)
      }
    case .formItem(let item):
      guard case .field(let field) = item.kind, !field.options.isEmpty else { return nil }
      return field.options.map {
        EnumeratedChoice(phrase: $0.phrase, keys: $0.dtmf?.value, content: [.text($0.phrase)])
      }
    case nil:
      return nil
    }
  }

  // MARK: The finished prompt

  private mutating func enqueue(_ rendering: PromptRendering) -> ThrownEvent? {
    var builder = rendering.builder
    return enqueue(builder.finish(), of: rendering.prompt)
  }

  /// Puts a prompt at the end of the queue, or says why that cannot be done.
  mutating func enqueue(_ segments: [PromptSegment], of prompt: Prompt) -> ThrownEvent? {
    if segments.isEmpty {
      queue.note(timeout: prompt.timeout)
      return nil
    }
    if let event = unspeakable(segments, of: prompt) { return event }
    let queued = QueuedPrompt(segments: segments, bargeIn: bargeIn(of: prompt))
    if gone != nil {
      report(.prompt(nil, queued, heard: false))
      return nil
    }
    queue.enqueue(queued, timeout: prompt.timeout)
    return nil
  }

  private func bargeIn(of prompt: Prompt) -> QueuedPrompt.BargeIn {
    guard prompt.bargeIn ?? (property("bargein") != "false") else { return .none }
    let type = prompt.bargeInType?.rawValue ?? property("bargeintype")
    return type == "hotword" ? .hotword : .speech
  }
}
