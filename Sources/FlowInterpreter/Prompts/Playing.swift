import CallInterface

/// Playing the queue (VoiceXML 2.0 §4.1.8).
extension Interpreter {
  /// Hands everything that is queued to the channel.
  mutating func startPlaying() {
    for prompt in queue.takeQueued() { play(prompt) }
  }

  @discardableResult
  mutating func play(_ prompt: QueuedPrompt) -> ActivityID {
    let id = newActivity()
    let isFirst = queue.isSilent
    queue.started(id, prompt)
    commands.append(.play(id, prompt))
    if isFirst { reportPlaying() }
    return id
  }

  /// The prompt that is now heard.
  mutating func reportPlaying() {
    guard let current = queue.current else { return }
    report(.prompt(current.id, current.prompt, heard: true))
  }

  mutating func stopPlaying() {
    guard !queue.isSilent else { return }
    queue.stopped()
    commands.append(.stopPlaying)
  }

  /// Prompts that nobody will hear.
  mutating func discardQueue() {
    for prompt in queue.takeQueued() where gone != nil { report(.prompt(nil, prompt, heard: false)) }
    stopPlaying()
  }
}
