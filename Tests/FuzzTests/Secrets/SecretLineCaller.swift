import Audio
import CallInterface
import Synchronization

/// A caller who keys a secret on a line in virtual time: the channel is the real one, and its fingers are here.
actor SecretLineCaller: MediaChannel {
  struct Habits {
    /// How keys come over the line: as tones, as telephone-events, or as both, the tone so much later.
    var keys: Keys
    /// Types the secret while the first document is still on its way.
    var typesAhead: Bool
    /// Mistypes it first.
    var mistypes: Bool
    /// Hangs up in the middle of it.
    var hangsUp: Bool
    /// How long a finger stays on a key.
    var keyLength: Duration

    enum Keys: Hashable {
      case tones, events
      case both(late: Duration)
    }
  }

  /// From one key to the next.
  private static let pace = Duration.milliseconds(300)

  private let secret: String
  private let habits: Habits
  private let line: any LineDriver
  private let channel: AudioChannel
  private let voice: CallerVoice
  private var sink: (any EventSink)?
  /// Telephone-events to come.
  private var events: [(at: CallInstant, command: LineCommand)] = []
  private var isTypingUntil = CallInstant.start
  private var hasTypedAhead = false
  private var isDone = false
  private var turns = 0
  /// How often the two keys were keyed that are no secret.
  private(set) var codes = 0
  private(set) var hasKeyedSecret = false
  /// What was private, in the call's time; and when something was spoken into a secure recording.
  private(set) var privateTimes: [Range<CallInstant>] = []
  private(set) var secretSpeech: [Range<CallInstant>] = []
  private(set) var plainSpeech = 0
  private var privateSince: CallInstant?

  init(secret: String, habits: Habits, line: any LineDriver, channel: AudioChannel, voice: CallerVoice) {
    self.secret = secret
    self.habits = habits
    self.line = line
    self.channel = channel
    self.voice = voice
  }

  func open(_ sink: any EventSink) async throws {
    self.sink = sink
    try await channel.open(sink)
  }

  func perform(_ command: CallCommand) async {
    if case .record(_, let request) = command, let now = sink?.now {
      // After the beep.
      let start = now.advanced(by: .milliseconds(400))
      voice.speak(for: .milliseconds(800), at: start)
      if request.isSecure {
        secretSpeech.append(start..<start.advanced(by: .milliseconds(800)))
      } else {
        plainSpeech += 1
      }
    }
    await channel.perform(command)
  }

  func conceal(_ inputs: [Int], isPrivate: Bool) async {
    let now = sink?.now ?? .start
    switch (privateSince, isPrivate) {
    case (nil, true): privateSince = now
    case (let since?, false):
      privateTimes.append(since..<now)
      privateSince = nil
    case (nil, false), (.some, true): break
    }
    await channel.conceal(inputs, isPrivate: isPrivate)
  }

  func settled(_ waiting: Waiting) async {
    await channel.settled(waiting)
    guard let sink else { return }
    while let event = events.first, event.at <= sink.now { line.perform(events.removeFirst().command) }
    if case .fetch = waiting, habits.typesAhead, !hasTypedAhead {
      hasTypedAhead = true
      hasKeyedSecret = true
      return type(secret)
    }
    guard case .input(let wait) = waiting, !wait.prompting, wait.keys.isEmpty, !isDone, sink.now >= isTypingUntil else {
      return
    }
    turns += 1
    guard turns < 8 else { return hangUp() }
    switch wait.item {
    case "pin" where habits.mistypes && turns == 1: type(String(secret.prefix(5)) + "*")
    case "pin" where habits.hangsUp:
      type(String(secret.prefix(8)))
      isDone = true
      sink.schedule(.hungUp, after: isTypingUntil.sinceStart - sink.now.sinceStart)
    case "pin":
      hasKeyedSecret = true
      type(secret)
    default:
      codes += 1
      type("42")
    }
  }

  func close() async {
    if let since = privateSince, let now = sink?.now { privateTimes.append(since..<now) }
    await channel.close()
    sink = nil
  }

  private func type(_ keys: String) {
    guard let now = sink?.now else { return }
    var at = now.advanced(by: .milliseconds(40))
    for key in keys.compactMap({ DTMFDigit($0) }) {
      switch habits.keys {
      case .tones: voice.press(key, for: habits.keyLength, at: at)
      case .events: plan(key, at)
      case .both(let late):
        plan(key, at)
        voice.press(key, for: habits.keyLength, at: at.advanced(by: late))
      }
      at = at.advanced(by: Self.pace)
    }
    isTypingUntil = at.advanced(by: .milliseconds(300))
  }

  private func plan(_ key: DTMFDigit, _ at: CallInstant) {
    events.append((at, .eventBegan(key)))
    events.append((at.advanced(by: habits.keyLength), .eventEnded(key)))
  }

  private func hangUp() {
    isDone = true
    sink?.post(.hungUp)
  }
}

/// The sound of a caller: keys and something like speech, when they are due.
final class CallerVoice: CallerSound, Sendable {
  private struct State {
    var sounds: [(start: Int, samples: [Int16])] = []
    var position = 0
  }
  private let state = Mutex(State())

  func press(_ digit: DTMFDigit, for length: Duration, at instant: CallInstant) {
    var settings = DTMFSender.Settings()
    settings.toneLength = AudioFrame.samples(in: length)
    settings.pauseLength = 8
    guard let sender = DTMFSender(settings) else { return }
    sender.send([digit])
    add(
      [Int16](unsafeUninitializedCapacity: settings.toneLength) { buffer, count in
        buffer.initialize(repeating: 0)
        count = sender.fill(buffer)
      }, at: instant)
  }

  /// A sound with steps, which no key has.
  func speak(for length: Duration, at instant: CallInstant) {
    add((0..<AudioFrame.samples(in: length)).map { Int16(($0 * 37) % 4000 - 2000) }, at: instant)
  }

  private func add(_ samples: [Int16], at instant: CallInstant) {
    let start = AudioFrame.samples(in: instant.sinceStart)
    state.withLock { $0.sounds.append((start, samples)) }
  }

  func next(into frame: UnsafeMutableBufferPointer<Int16>) -> Bool {
    frame.update(repeating: 0)
    state.withLock { state in
      for index in frame.indices {
        let place = state.position + index
        for sound in state.sounds where (sound.start..<sound.start + sound.samples.count).contains(place) {
          frame[index] = Int16(clamping: Int(frame[index]) + Int(sound.samples[place - sound.start]))
        }
      }
      state.position += frame.count
      state.sounds.removeAll { $0.start + $0.samples.count <= state.position }
    }
    return true
  }
}
