public import CallInterface

/// One line of sound: a frame in, a frame and events out. No clock, no thread, no waiting: a file, a sound device and a
/// telephone drive it alike, each at its own pace, and the same frames and commands give the same frames and events.
///
/// Each 20 ms: `perform` what was asked for, `speak` a frame, `hear` a frame. Nothing is allocated for a frame; where
/// prompts, keys or recordings begin and end, a little is. Belongs to one thread at a time.
public final class AudioLine {
  /// What it told since it was last asked; the driver empties both.
  public var events: [CallEvent] = []
  public var notes: [LineNote] = []

  /// Whether there is something to tell.
  package var hasNews: Bool { !events.isEmpty || !notes.isEmpty }

  /// Frames spoken.
  public private(set) var frames = 0

  private let detector: DTMFDetector
  private var merger: KeyMerger
  private var keyIsDown = false
  /// Whether the tone of a key sounds now.
  private(set) var keySounds = false
  private let progress: CallProgressDetector?
  private let sender: DTMFSender
  /// Whether the sender has something left.
  private var isSending = false
  private let player = PromptPlayer()
  private var background: SoundStream?
  var tone: ToneGenerator?
  var recording: LineRecording?
  private let callRecorder: CallRecorder?
  /// The frame spoken last: what an echo may bring back.
  private let spoken: UnsafeMutableBufferPointer<Int16>

  /// - Parameters:
  ///   - callRecorder: takes both sides of the whole call.
  /// - Returns: nil when there is no memory.
  public init?(_ settings: LineSettings = LineSettings(), callRecorder: CallRecorder? = nil) {
    guard let detector = DTMFDetector(settings.keys), let sender = DTMFSender(settings.sender) else { return nil }
    self.detector = detector
    self.sender = sender
    merger = KeyMerger(settings.merging)
    progress =
      settings.tonePlans.isEmpty && !settings.hearsFax
      ? nil : CallProgressDetector(settings.tonePlans, hearsFax: settings.hearsFax)
    self.callRecorder = callRecorder
    spoken = .allocate(capacity: AudioFrame.samples)
    spoken.initialize(repeating: 0)
  }

  deinit {
    spoken.deallocate()
  }

  // MARK: Commands

  public func perform(_ command: LineCommand) {
    switch command {
    case .play(let id, let pieces, let isWhole): player.play(id, pieces, isWhole: isWhole)
    case .add(let id, let pieces, let isWhole): player.add(pieces, to: id, isWhole: isWhole)
    case .stopPlaying: player.stop()
    case .background(let stream): background = stream
    case .tone(let tone): self.tone = tone.map { ToneGenerator($0) }
    case .sendKeys(let digits):
      sender.send(digits)
      isSending = !sender.isIdle
    case .record(let id, let recorder, let beep): begin(id, recorder, beep: beep)
    case .stopRecording(let id): stopRecording(id)
    case .eventBegan(let digit):
      var presses: [KeyPress] = []
      merger.eventBegan(digit, at: detector.samplesHeard, presses: &presses)
      tell(presses)
    case .eventEnded(let digit):
      var presses: [KeyPress] = []
      merger.eventEnded(digit, at: detector.samplesHeard, presses: &presses)
      tell(presses)
    case .pauseCallRecording(true): callRecorder?.pause()
    case .pauseCallRecording(false): callRecorder?.resume()
    case .concealKey: callRecorder?.concealKey()
    }
  }

  /// The sound that is played or will be, for whoever decodes it ahead.
  public var streams: [SoundStream] { player.streams + (background.map { [$0] } ?? []) }

  /// Whether nothing is being played or sent, keys and tones included.
  public var isSilent: Bool { player.isIdle && !isSending && tone == nil }

  // MARK: Memory

  /// What each frame needs, whatever is played.
  package func add(to memory: inout FrameMemory) {
    memory.add(self)
    memory.add(player)
    detector.add(to: &memory)
    progress?.add(to: &memory)
    if let base = spoken.baseAddress { memory.add(base, bytes: AudioFrame.samples * 2) }
  }

  /// What is played.
  package func expectStream() { player.expectStream() }

  /// What moves on with each frame; after `expectStream`.
  package func expectFrame() {
    detector.expectFrame()
    player.expectFrame()
  }

  // MARK: Frames

  /// What was heard last, as much as is asked for, at most a tenth of a second; silence precedes the first.
  package func copyHeard(to samples: UnsafeMutableBufferPointer<Int16>) { detector.copyHeard(to: samples) }

  /// Makes the next frame of what the caller hears.
  /// - Parameters:
  ///   - frame: 160 samples; one of another size is filled with silence and noted.
  ///   - other: what is heard beside the line's own sound, of a joined call say.
  public func speak(
    into frame: UnsafeMutableBufferPointer<Int16>, beside other: UnsafeBufferPointer<Int16>? = nil
  ) {
    guard frame.count == AudioFrame.samples else {
      frame.update(repeating: 0)
      notes.append(.wrongFrame(samples: frame.count))
      return
    }
    frames += 1
    if isSending {
      sender.fill(frame)
      isSending = !sender.isIdle
    } else if let tone, !tone.repeats || player.isIdle {
      tone.fill(frame)
      if tone.isFinished { endTone() }
    } else {
      let made = player.goOn(frame)
      if made < frame.count || player.isAtTurn { turn(frame, from: made) }
    }
    if let other {
      for index in 0..<min(other.count, frame.count) {
        frame[index] = Int16(clamping: Int32(frame[index]) + Int32(other[index]))
      }
    }
    _ = spoken.update(fromContentsOf: frame)
  }

  /// Takes the next frame of what the caller says.
  /// - Parameter frame: 160 samples; one of another size is dropped and noted.
  public func hear(_ frame: UnsafeBufferPointer<Int16>) {
    guard frame.count == AudioFrame.samples else {
      notes.append(.wrongFrame(samples: frame.count))
      return
    }
    record(frame)
    callRecorder?.advance(caller: frame, heard: UnsafeBufferPointer(spoken))
    hearKeys(frame)
    if let progress {
      var tones: [LineTone] = []
      progress.advance(frame, tones: &tones)
      for tone in tones { events.append(.toneHeard(tone)) }
    }
  }

  private func hearKeys(_ frame: UnsafeBufferPointer<Int16>) {
    // Empty arrays cost nothing; one that a key fills is made for it.
    var edges: [KeyEdge] = []
    detector.advance(frame, playing: UnsafeBufferPointer(spoken), edges: &edges)
    guard !edges.isEmpty || keyIsDown else { return }
    var presses: [KeyPress] = []
    for edge in edges {
      let told = presses.count
      merger.take(edge, presses: &presses)
      let samples = detector.samplesHeard - edge.recognisedAt + edge.samplesToTrim
      switch edge.change {
      case .began:
        keySounds = true
        keepKeyOut(samples: samples)
        callRecorder?.keyBegan(samples: samples, isNew: presses.count > told)
      case .ended:
        keySounds = false
        keyIsOver()
        callRecorder?.keyEnded()
      }
    }
    merger.advance(to: detector.samplesHeard, presses: &presses)
    tell(presses)
  }

  private func tell(_ presses: [KeyPress]) {
    keyIsDown = merger.isHeld
    for press in presses {
      switch press.change {
      case .pressed: events.append(.digitBegan(press.digit))
      case .released(let length):
        events.append(.digitEnded(press.digit, length: AudioFrame.duration(ofSamples: length)))
      }
    }
  }

  /// Goes on with the next piece or prompt in the middle of a frame, or with the background where there is none.
  private func turn(_ frame: UnsafeMutableBufferPointer<Int16>, from: Int) {
    var made = player.fill(frame, from: from, events: &events, notes: &notes)
    if let background, !player.hasPrompts {
      made += background.take(into: UnsafeMutableBufferPointer(rebasing: frame[made...]))
      if background.isAtEnd { self.background = nil }
    }
    frame[made...].update(repeating: 0)
    player.fadeOut(over: frame)
  }

  private func endTone() {
    tone = nil
    beepIsOver()
  }
}
