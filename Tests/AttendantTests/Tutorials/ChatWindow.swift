// article: channel
import Attendant

/// A caller at a keyboard: prompts are lines in a window, typed digits are keys, anything else is words.
actor ChatWindow: MediaChannel {
  private let show: @Sendable (String) -> Void
  private var sink: (any EventSink)?

  /// - Parameter show: adds a line to the window.
  init(show: @escaping @Sendable (String) -> Void) {
    self.show = show
  }

  // What happens in the window is told to the call as events.

  func type(_ line: String) {
    let keys = line.compactMap { DTMFDigit($0) }
    if keys.count == line.count {
      for key in keys { sink?.post(.digit(key)) }
    } else {
      sink?.post(.words(line))
    }
  }

  func leave() { sink?.post(.hungUp) }

  // What the call wants comes as commands. Performing one only starts work; how it ended is an event again.

  func open(_ sink: any EventSink) { self.sink = sink }

  func perform(_ command: CallCommand) {
    switch command {
    case .play(let id, let prompt):
      show(prompt.segments.map(Self.text).joined(separator: " "))
      sink?.post(.promptFinished(id))  // Reading takes no time that we could know.
    case .record(let id, _):
      sink?.post(.recorded(id, RecordingResult(ending: .failed, duration: .zero, size: 0, uri: "")))
    case .transfer(let id, let request):
      let event = "error.unsupported.transfer.\(request.kind.rawValue)"
      sink?.post(.transferEnded(id, .failed(event: event, message: "nobody else is in this window")))
    case .end: show("(the end)")
    case .stopPlaying, .stopRecording, .endTransfer, .hangUp, .report, .fetch, .extend, .promise, .withdrawPromise:
      break
    }
  }

  func settled(_ waiting: Waiting) {}  // Here a window would show whether it is the caller's turn.

  func close() { sink = nil }

  private static func text(_ segment: PromptSegment) -> String {
    switch segment {
    case .speech(let speech): speech.text
    case .audio(_, let fallback): fallback.map(text).joined(separator: " ")
    case .silence, .mark: ""
    }
  }
}
// article end

// article: chat
/// A chat with a flow; returns when it is over. The window belongs to whoever calls this.
func chat(in window: ChatWindow, with flow: String, of flows: ResourceStore, on lane: ScriptLane) async -> CallOutcome {
  let facts = CallFacts(from: "chat:guest", to: "chat:bakery", startedAt: WallClock.now())
  let options = InterpreterOptions(language: "en")
  return await CallRunner(flow: flow, facts: facts, channel: window, resources: flows, lane: lane, options: options)
    .run()
}
// article end
