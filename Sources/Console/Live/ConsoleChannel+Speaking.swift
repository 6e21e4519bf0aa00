import CallInterface
import CallScenarios
import Prompting

/// Prompts appear as they would be spoken.
extension ConsoleChannel {
  func play(_ id: ActivityID, _ prompt: QueuedPrompt, on sink: any EventSink) {
    let pace = SpokenPace(prompt, isFast: options.isFast)
    let now = sink.now
    let begin = max(now, speaking.last?.end ?? now)
    let lead = now.duration(to: begin)
    let marks = SpeakingTime.timeline(of: prompt.segments, soundLength: SoundLength.of).marks
    var events = marks.map { mark in
      sink.schedule(.markReached(id, name: mark.name), after: lead + (options.isFast ? .zero : mark.time))
    }
    events.append(sink.schedule(.promptFinished(id), after: lead + pace.duration))
    speaking.append(Spoken(id: id, pace: pace, begin: begin, events: events))
  }

  /// Barge-in: nothing more of any prompt.
  func stopPlaying(on sink: any EventSink) {
    finishSpeaking(all: false)
    for spoken in speaking {
      for event in spoken.events { sink.cancel(event) }
    }
    if let first = speaking.first, first.begin < sink.now {
      let heard = first.pace.spoken(after: first.begin.duration(to: sink.now))
      if !heard.isEmpty { commit([.init("\(heard)—", .spoken)]) }
    }
    speaking = []
  }

  /// Moves what has been spoken to the transcript.
  /// - Parameter all: also what has not: the call is over.
  func finishSpeaking(all: Bool) {
    guard let now = sink?.now else { return }
    while let first = speaking.first, first.end <= now {
      if !first.pace.text.isEmpty { commit([.init(first.pace.text, .spoken)]) }
      speaking.removeFirst()
    }
    if all { speaking = [] }
  }

  /// Brings the rows that change in place up to date.
  func refresh() {
    guard let sink, waiting != .ended else { return }
    let now = sink.now
    finishSpeaking(all: false)
    presentTransfer(on: sink)
    var lines: [LiveScreen.Line] = []
    if let first = speaking.first, first.begin <= now {
      lines.append(.init(first.pace.spoken(after: first.begin.duration(to: now)), .spoken))
    }
    if let transfer { lines.append(.init(transfer.line(at: now), .caller)) }
    if let recording { lines.append(.init(recording.line(at: now), .caller)) }
    if let typing {
      let isSecure = if case .input(let wait) = waiting { wait.isSecure } else { false }
      let shown = isSecure ? String(repeating: Concealed.key, count: typing.count) : typing
      lines.append(.init("say: \(shown)▏", .caller))
    }
    if typing == nil, let status = StatusLine.text(waiting, at: now) { lines.append(.init(status, .status)) }
    screen.columns = terminal.columns
    terminal.write(screen.show(lines))
  }
}
