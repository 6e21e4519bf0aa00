public import CallInterface

/// The spandsp channel: the media of one call as sound on a line, whatever drives it.
public actor AudioChannel: MediaChannel {
  private let line: any LineDriver
  private let sounds: any SoundLibrary
  private let recordings: any RecordingShelving
  private let transfers: any TransferDesk
  private let callRecording: RecordingWriter?
  private let tasks: (any TaskExecutor)?
  private let onHangUp: @Sendable () -> Void
  private let log: @Sendable (String) -> Void
  private let pump: StreamPump
  private var running: [ActivityID: Recorder] = [:]
  /// Secure recordings, which do not outlive the call.
  private var secret: [Recorder] = []
  private var sink: (any EventSink)?
  private var callerIsGone = false
  /// Pieces that are being looked for, prompt by prompt in the order of playing.
  private var preparing: Task<Void, Never>?
  /// Looks for the sound of a transfer that rings.
  private var ringing: Task<Void, Never>?
  /// What sounded while the transfer before rang: the next one goes on with it.
  private var music: (uri: String, stream: SoundStream)?
  /// Brings recordings to the disk in real time.
  private var writing: Task<Void, Never>?
  /// Raised when playing stops: what is still being prepared is nobody's any more.
  private var generation = 0

  /// - Parameters:
  ///   - recordings: where `record` writes.
  ///   - callRecording: of the whole call, whose recorder the line has; it is whole when the call is over.
  ///   - tasks: where the call's other work runs, so that the channel's own costs no change of threads.
  ///   - onHangUp: told when the flow ends the call, at once.
  ///   - log: takes what went wrong without harm to the call, in words.
  public init(
    line: any LineDriver, sounds: any SoundLibrary, recordings: any RecordingShelving, transfers: any TransferDesk,
    callRecording: RecordingWriter? = nil, tasks: (any TaskExecutor)? = nil,
    onHangUp: @escaping @Sendable () -> Void = {},
    log: @escaping @Sendable (String) -> Void
  ) {
    self.line = line
    self.sounds = sounds
    self.recordings = recordings
    self.transfers = transfers
    self.callRecording = callRecording
    self.tasks = tasks
    self.onHangUp = onHangUp
    self.log = log
    pump = StreamPump(log: log)
  }

  /// In real time nothing waits for a call to settle.
  public nonisolated var isWatching: Bool { line.isVirtual }

  public func open(_ sink: any EventSink) async throws {
    self.sink = sink
    try line.start(sink) { [weak self, log, isVirtual = line.isVirtual] note in
      guard case .recordingOver = note else { return log(note.description) }
      if !isVirtual { Task { await self?.writeRecordings() } }
    }
    if callRecording != nil, !line.isVirtual { keepWriting() }
    sink.post(.answered)
    // Before the channel was open nobody could be told.
    if callerIsGone { sink.post(.hungUp) }
  }

  public func perform(_ command: CallCommand) async {
    guard let sink else { return }
    switch command {
    case .play(let id, let prompt): await play(id, prompt)
    case .stopPlaying:
      forgetPreparing()
      line.perform(.stopPlaying)
    case .record(let id, let request): record(id, request, on: sink)
    case .stopRecording(let id): line.perform(.stopRecording(id))
    case .transfer(let id, let request):
      await transfers.begin(id, request, on: line, telling: sink)
      if let audio = request.audio, !line.isVirtual { ring(id, with: audio) }
    case .endTransfer(let id): await transfers.end(id, telling: sink)
    case .hangUp:
      forgetPreparing()
      line.perform(.stopPlaying)
      onHangUp()
    case .fetch, .extend, .promise, .withdrawPromise, .report, .end: break
    }
  }

  public func conceal(_ inputs: [Int], isPrivate: Bool) async {
    // Older ones were typed ahead, when it was private already.
    if !inputs.isEmpty, !isPrivate { line.perform(.concealKey) }
    line.perform(.pauseCallRecording(isPrivate))
  }

  public func settled(_ waiting: Waiting) async {
    line.settled()
    if line.isVirtual { writeRecordings() }
  }

  public func close() async {
    forgetPreparing()
    ringing?.cancel()
    music = nil
    await pump.stop()
    line.stop()
    finishRecordings()
    sink = nil
  }

  /// The other side has gone.
  public func callerHungUp() {
    callerIsGone = true
    sink?.post(.hungUp)
  }

  // MARK: Prompts

  private func play(_ id: ActivityID, _ prompt: QueuedPrompt) async {
    if line.isVirtual {
      var pieces: [PromptPiece] = []
      for segment in prompt.segments { pieces += await self.pieces(of: segment) }
      line.perform(.play(id, pieces, isWhole: true))
      return
    }
    line.perform(.play(id, [], isWhole: false))
    let earlier = preparing
    let generation = generation
    // What is in memory is handed over before this returns.
    preparing = Task.immediate(executorPreference: tasks) {
      await earlier?.value
      await self.prepare(id, prompt, generation)
    }
  }

  /// Hands over piece by piece, so that a long prompt begins while its end is still being looked for.
  private func prepare(_ id: ActivityID, _ prompt: QueuedPrompt, _ generation: Int) async {
    for segment in prompt.segments {
      guard generation == self.generation else { return }
      let pieces = await pieces(of: segment)
      guard generation == self.generation else { return }
      line.perform(.add(id, pieces, isWhole: false))
    }
    line.perform(.add(id, [], isWhole: true))
  }

  private func pieces(of segment: PromptSegment) async -> [PromptPiece] {
    let pieces = await sounds.pieces(of: segment) { [log] in log($0) }
    for case .sound(let stream) in pieces { await begin(stream) }
    return pieces
  }

  /// Decodes the first second, so that the line never waits for a beginning.
  @discardableResult
  private func begin(_ stream: SoundStream) async -> Bool {
    do throws(SoundFault) {
      if try stream.fill(), !line.isVirtual { await pump.keep(stream) }
      return true
    } catch {
      log(error.description)
      return false
    }
  }

  /// Brings what is heard until a far end answers. Where it cannot be had the transfer goes on without it (VoiceXML 2.0
  /// §2.3.7.2), and never waits for it.
  private func ring(_ id: ActivityID, with audio: String) {
    ringing?.cancel()
    ringing = Task {
      guard let stream = await self.music(audio), !Task.isCancelled else { return }
      await transfers.ring(id, with: stream)
    }
  }

  /// Music goes on where it stopped, so that a second try does not sound like a second call.
  private func music(_ audio: String) async -> SoundStream? {
    if let music, music.uri == audio, !music.stream.isAtEnd { return music.stream }
    guard let stream = await sounds.background(audio, problem: { [log] in log($0) }), await begin(stream) else {
      return nil
    }
    music = (audio, stream)
    return stream
  }

  private func forgetPreparing() {
    generation += 1
    preparing?.cancel()
    preparing = nil
  }

  // MARK: Recordings

  private func record(_ id: ActivityID, _ request: RecordingRequest, on sink: any EventSink) {
    do {
      let recorder = try recordings.newRecorder(request)
      running[id] = recorder
      if request.isSecure { secret.append(recorder) }
      line.perform(.record(id, recorder, beep: request.beep))
      if !line.isVirtual { keepWriting() }
    } catch {
      log("the recording cannot be made: \(error)")
      sink.post(.recorded(id, RecordingResult(ending: .failed, duration: .zero, size: 0, uri: "")))
    }
  }

  /// What was taken goes to the disk; a recording that is over is told.
  private func writeRecordings() {
    if let callRecording, callRecording.wantsDraining {
      do throws(RecordingFault) {
        try callRecording.drain()
      } catch {
        log("the call is recorded no further: \(error)")
      }
    }
    for (id, recorder) in running.sorted(by: { $0.key.number < $1.key.number }) where recorder.wantsDraining {
      do throws(RecordingFault) {
        guard let result = try recorder.drain() else { continue }
        running[id] = nil
        sink?.post(.recorded(id, result))
      } catch {
        // The recorder ends by itself then, with what is on the disk.
        log(error.description)
      }
    }
  }

  /// The call is over: what still runs is kept as far as it came.
  private func finishRecordings() {
    writing?.cancel()
    writing = nil
    for recorder in running.values { recorder.end(.hungUp) }
    writeRecordings()
    running.removeAll()
    for recorder in secret { recorder.erase() }
    secret.removeAll()
    do throws(RecordingFault) {
      _ = try callRecording?.finish()
    } catch {
      log("the recording of the call is not whole: \(error)")
    }
  }

  private func keepWriting() {
    guard writing == nil else { return }
    writing = Task {
      while !Task.isCancelled, self.writesOn() {
        // Cancelled when the call is over.
        guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return }
      }
    }
  }

  /// Whether there will be more to write.
  private func writesOn() -> Bool {
    writeRecordings()
    let goesOn = !running.isEmpty || callRecording != nil
    if !goesOn { writing = nil }
    return goesOn
  }
}
