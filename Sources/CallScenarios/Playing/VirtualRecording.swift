import Audio
import CallInterface

/// A recording in virtual time.
struct VirtualRecording {
  let id: ActivityID
  let request: RecordingRequest
  let number: Int
  let begin: CallInstant
  /// Pending while the caller speaks; `nil` if the caller says nothing.
  let speaking: ScheduledEvent?
  /// Its end; `nil` where a line tells it.
  let ending: ScheduledEvent?

  /// Whether the caller has said what there was to say.
  func isSpoken(on sink: any EventSink) -> Bool {
    speaking.map { !sink.isPending($0) } ?? true
  }
}

extension ScenarioChannel {
  /// What the caller speaks where the scenario says nothing.
  static let usualSpeech = Duration.seconds(2)

  func beginRecording(_ id: ActivityID, _ request: RecordingRequest, on sink: any EventSink) async {
    recordings += 1
    let speech = await speech(into: id, on: sink)
    if let sounding { return await record(id, request, speech, over: sounding, on: sink) }
    // A recording ends when the caller has been quiet for long enough, or at the latest when it is full.
    let isFull = speech == .zero || speech + request.finalSilence >= request.maxTime
    let beep = request.beep ? RecordingRequest.beepLength : .zero
    let length = isFull ? request.maxTime : speech
    let speaking: ScheduledEvent?
    if speech > .zero {
      sink.schedule(.recordingHeard(id), after: beep)
      speaking = sink.scheduleReminder(after: beep + min(speech, request.maxTime))
    } else {
      speaking = nil
    }
    let result = result(isFull ? .maxTime : .silence, number: recordings, lasting: length, type: request.type)
    let ending = sink.schedule(
      .recorded(id, result), after: beep + (isFull ? request.maxTime : speech + request.finalSilence))
    recording = VirtualRecording(
      id: id, request: request, number: recordings, begin: sink.now.advanced(by: beep), speaking: speaking,
      ending: ending)
    if let speaking, act?.isSpeech == true { act = Act(.until(speaking)) }
  }

  /// The caller speaks as soon as the beep is over; the line hears when.
  private func record(
    _ id: ActivityID, _ request: RecordingRequest, _ speech: Duration, over sounding: SoundingMedia,
    on sink: any EventSink
  ) async {
    await sounding.channel.perform(.record(id, request))
    var speaking: ScheduledEvent?
    if speech > .zero {
      let wait = request.beep ? RecordingRequest.beepLength : .zero
      let length = min(speech, request.maxTime)
      sounding.caller.speak(for: length, at: sink.now.advanced(by: wait))
      speaking = sink.scheduleReminder(after: wait + length)
    }
    recording = VirtualRecording(
      id: id, request: request, number: recordings, begin: sink.now, speaking: speaking, ending: nil)
    if let speaking, act?.isSpeech == true { act = Act(.until(speaking)) }
  }

  /// The interpreter stops it.
  func stopRecording(_ id: ActivityID, on sink: any EventSink) async {
    if let sounding { return await sounding.channel.perform(.stopRecording(id)) }
    guard let recording, recording.id == id, let ending = recording.ending, sink.isPending(ending) else { return }
    sink.cancel(ending)
    if let speaking = recording.speaking { sink.cancel(speaking) }
    let length = min(max(.zero, recording.begin.duration(to: sink.now)), recording.request.maxTime)
    sink.post(
      .recorded(id, result(.stopped, number: recording.number, lasting: length, type: recording.request.type)))
  }

  /// How long the caller speaks now: as the next line says, and nothing where it is silence.
  private func speech(into id: ActivityID, on sink: any EventSink) async -> Duration {
    if let act {
      guard act.isDone(on: sink) else { return act.isSilence ? .zero : Self.usualSpeech }
      finishAct(act)
    }
    if nextAct == nil, !hasHungUp { await readAct() }
    guard let index = nextAct, !hasHungUp else { return hasHungUp ? .zero : Self.usualSpeech }
    switch lines[index].kind {
    case .record(let length):
      await closeTurn(.waiting(.recording(id)))
      begin(index, on: sink)
      return length
    case .silence:
      await closeTurn(.waiting(.recording(id)))
      begin(index, on: sink)
      return .zero
    case .flow, .call, .seed, .set, .press, .say, .wait, .hangup, .transfer, .fetch, .expectPrompt, .expectState,
      .expectTrue, .expectLog:
      return Self.usualSpeech
    }
  }

  private func result(
    _ ending: RecordingResult.Ending, number: Int, lasting length: Duration, type: String
  ) -> RecordingResult {
    guard let kept = world.keepRecording(number, length, type) else {
      return RecordingResult(ending: .failed, duration: .zero, size: 0, uri: "")
    }
    return RecordingResult(ending: ending, duration: length, size: kept.size, uri: kept.uri)
  }
}
