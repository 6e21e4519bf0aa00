import CallInterface

/// Nothing that leaves a step has a secret's text in it, whatever way it came, but the body of a POST.
extension Interpreter {
  /// The commands of a step as they may be seen.
  mutating func concealCommands() {
    guard !secrets.texts.isEmpty else { return }
    let texts = secrets.texts
    for index in commands.indices { commands[index] = Self.conceal(commands[index], texts) }
  }

  private static func conceal(_ command: CallCommand, _ texts: SecretTexts) -> CallCommand {
    switch command {
    case .play(let id, let prompt): .play(id, conceal(prompt, texts))
    case .report(let report): .report(conceal(report, texts))
    case .end(let end): .end(CallEnd(reason: end.reason, value: conceal(end.value, texts)))
    // Where a secret may not go these were refused when they were made: a URI with a part missing would be another one.
    case .fetch, .stopPlaying, .record, .stopRecording, .transfer, .endTransfer, .extend, .promise, .withdrawPromise,
      .hangUp:
      command
    }
  }

  private static func conceal(_ report: CallReport, _ texts: SecretTexts) -> CallReport {
    switch report {
    case .entered(let document, let dialog, let item):
      .entered(document: texts.conceal(document), dialog: texts.conceal(dialog), item: item.map(texts.conceal))
    case .prompt(let id, let prompt, let heard): .prompt(id, conceal(prompt, texts), heard: heard)
    case .input(let mode, let utterance): .input(mode: mode, utterance: texts.conceal(utterance))
    case .match(let item, let interpretation): .match(item: item, interpretation: conceal(interpretation, texts))
    case .noinput: report
    case .nomatch(let count, let utterance): .nomatch(count: count, utterance: texts.conceal(utterance))
    case .caught(let event, let message, let handler):
      .caught(event: texts.conceal(event), message: message.map(texts.conceal), handler: handler)
    case .log(let label, let text): .log(label: label.map(texts.conceal), text: texts.conceal(text))
    case .fetch(let kind, let uri, let outcome):
      .fetch(kind: kind, uri: texts.conceal(uri), outcome: texts.conceal(outcome))
    case .transfer(let kind, let destination, let result, let duration):
      .transfer(kind: kind, destination: texts.conceal(destination), result: texts.conceal(result), duration: duration)
    case .record: report
    case .extension(let namespace, let name, let outcome):
      .extension(namespace: namespace, name: name, outcome: texts.conceal(outcome))
    case .callback(let number, let within, let reason, let id, let outcome):
      .callback(
        number: texts.conceal(number), within: within, reason: reason.map(texts.conceal), id: id,
        outcome: texts.conceal(outcome))
    case .metric(let name, let value):
      conceal(.number(value), texts) == .number(value)
        ? .metric(name: texts.conceal(name), value: value)
        : .warning("the metric '\(texts.conceal(name))' is not told: its value is a secret's")
    case .outcome(let value): .outcome(texts.conceal(value))
    case .language(let language): .language(texts.conceal(language))
    case .warning(let message): .warning(texts.conceal(message))
    case .uncaught(let event, let message, let location):
      .uncaught(event: texts.conceal(event), message: message.map(texts.conceal), location: location)
    }
  }

  private static func conceal(_ prompt: QueuedPrompt, _ texts: SecretTexts) -> QueuedPrompt {
    QueuedPrompt(segments: prompt.segments.map { conceal($0, texts) }, bargeIn: prompt.bargeIn)
  }

  private static func conceal(_ segment: PromptSegment, _ texts: SecretTexts) -> PromptSegment {
    switch segment {
    case .speech(var speech):
      speech.text = texts.conceal(speech.text)
      return .speech(speech)
    case .audio(let uri, let fallback):
      return .audio(uri: uri, fallback: fallback.map { conceal($0, texts) })
    case .mark(let name):
      return .mark(texts.conceal(name))
    case .silence:
      return segment
    }
  }

  private static func conceal(_ value: DataValue, _ texts: SecretTexts) -> DataValue {
    switch value {
    case .undefined, .null, .boolean: return value
    case .number(let number):
      let isWhole = number == number.rounded() && abs(number) < 9e15
      let text = isWhole ? "\(Int64(number))" : "\(number)"
      return texts.conceal(text) == text ? value : .string(Concealed.text)
    case .string(let text): return .string(texts.conceal(text))
    case .array(let elements): return .array(elements.map { conceal($0, texts) })
    case .object(let members):
      return .object(members.map { .init(texts.conceal($0.name), conceal($0.value, texts)) })
    }
  }
}
