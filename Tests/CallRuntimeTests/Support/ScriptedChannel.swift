import CallInterface

/// A caller who plays no sound: every prompt lasts one second, and keys come when the flow waits for input.
actor ScriptedChannel: MediaChannel {
  enum Fault: Error { case noLine }

  private var keys: [DTMFDigit]
  private let opens: Bool
  private var askedEvents: [CallEvent]
  private var sink: (any EventSink)?
  private var prompts: [ScheduledEvent] = []
  private(set) var performed: [CallCommand] = []
  private(set) var waits: [Waiting] = []
  private(set) var closings = 0

  /// - Parameters:
  ///   - whenAsked: told once, when the call first waits for input.
  init(keys: [DTMFDigit] = [], opens: Bool = true, whenAsked: [CallEvent] = []) {
    self.keys = keys
    self.opens = opens
    askedEvents = whenAsked
  }

  var spoken: [String] {
    performed.flatMap { command -> [String] in
      guard case .play(_, let prompt) = command else { return [] }
      return prompt.segments.compactMap { if case .speech(let speech) = $0 { speech.text } else { nil } }
    }
  }

  var ends: [CallEnd] {
    performed.compactMap { if case .end(let end) = $0 { end } else { nil } }
  }

  func open(_ sink: any EventSink) async throws {
    guard opens else { throw Fault.noLine }
    self.sink = sink
  }

  func perform(_ command: CallCommand) async {
    performed.append(command)
    switch command {
    case .play(let id, _):
      prompts.removeAll { sink?.isPending($0) == false }
      if let event = sink?.schedule(.promptFinished(id), after: .seconds(prompts.count + 1)) { prompts.append(event) }
    case .stopPlaying:
      for prompt in prompts { sink?.cancel(prompt) }
      prompts = []
    case .transfer(let id, _):
      sink?.schedule(.transferAnswered(id), after: .seconds(2))
      sink?.schedule(.transferEnded(id, .farEndDisconnect), after: .seconds(12))
    case .record(let id, let request):
      let result = RecordingResult(
        ending: .silence, duration: .seconds(2), size: 16_000, uri: "file:///tmp/r.\(request.type.suffix(3))")
      sink?.schedule(.recorded(id, result), after: .seconds(2))
    case .fetch, .stopRecording, .endTransfer, .extend, .promise, .withdrawPromise, .hangUp, .end, .report: break
    }
  }

  func settled(_ waiting: Waiting) async {
    waits.append(waiting)
    guard case .input(let input) = waiting, !input.prompting else { return }
    for event in askedEvents { sink?.post(event) }
    askedEvents = []
    if !keys.isEmpty { sink?.post(.digit(keys.removeFirst())) }
  }

  func close() async {
    closings += 1
  }
}
