import Audio
import CallInterface
import Glibc

/// The connection of one call between its bytes and its line: what the media thread advances. No clock and no waiting of
/// its own, so that tests drive it by hand.
///
/// Every 20 ms it ticks: a frame is spoken and sent, what has come is read, a frame is heard. There is no other moment
/// at which it reads, so that nobody can hold up the thread by sending much: what is not read yet, TCP holds back.
final class Link {
  /// Told since it was last asked; the driver empties it.
  var told: [LinkTold] = []
  private(set) var state = LinkState.awaitingID
  private(set) var id: CallUUID?
  private(set) var line: AudioLine?
  private(set) var statistics = AudioSocketStatistics()

  private let socket: any LinkSocket
  private let settings: LineSettings
  private let limits: LinkLimits
  private var reader: WireReader
  private let outbox: Outbox
  private let sound = SoundQueue()
  private var keys = WaitingKeys()
  private var now: Int64
  /// Since when what is to come next has been awaited: the id, sound, the close.
  private var waitingSince: Int64
  /// Since when nothing could be sent.
  private var stuckSince: Int64?
  private var isFinished = false
  private let frame: UnsafeMutableBufferPointer<Int16>

  init(
    _ socket: any LinkSocket, at time: Int64, _ settings: LineSettings = LineSettings(),
    limits: LinkLimits = LinkLimits(), mostPayload: Int = 16_000
  ) {
    self.socket = socket
    self.settings = settings
    self.limits = limits
    reader = WireReader(mostPayload: mostPayload)
    outbox = Outbox(socket)
    now = time
    waitingSince = time
    frame = .allocate(capacity: AudioFrame.samples)
    frame.initialize(repeating: 0)
  }

  deinit {
    frame.deallocate()
  }

  var outcome: AudioSocketOutcome? {
    guard case .over(let ending) = state else { return nil }
    return AudioSocketOutcome(ending: ending, statistics: statistics)
  }

  // MARK: Us

  /// The line begins. Where the other side has gone already, it is told so.
  func start() {
    switch state {
    case .awaitingID, .announced, .talking: take(.started)
    case .parting, .over: told.append(.event(.hungUp))
    }
  }

  func perform(_ command: LineCommand) {
    line?.perform(command)
    collect()
  }

  /// What was said goes out, then the goodbye.
  func end(_ ending: AudioSocketEnding) { take(.ended(ending)) }

  // MARK: Time

  /// - Parameter buffer: of whoever ticks; for what comes.
  func tick(at time: Int64, _ buffer: UnsafeMutableRawBufferPointer) {
    now = time
    if case .talking = state { speak() }
    outbox.flush()
    receive(buffer)
    if case .talking = state { hear() }
    if let fault = outbox.fault { take(fault) }
    watch()
    collect()
  }

  /// So many ticks were missed, and nobody makes up for them.
  func skip(ticks: Int) { statistics.framesSkipped += ticks }

  private func speak() {
    guard let line else { return }
    line.speak(into: frame)
    if outbox.send({ WireWriter.write(UnsafeBufferPointer(frame), to: $0) }) {
      statistics.framesSent += 1
      stuckSince = nil
    } else {
      statistics.framesDropped += 1
      stuckSince = stuckSince ?? now
    }
  }

  private func hear() {
    guard let line else { return }
    let isThere = sound.take(into: frame)
    press(isThere ? sound.taken : .max)
    line.hear(UnsafeBufferPointer(frame))
    statistics.framesHeard += isThere ? 1 : 0
    statistics.framesMissing += isThere ? 0 : 1
    if sound.hasSurplus, sound.take(into: frame) {
      press(sound.taken)
      line.hear(UnsafeBufferPointer(frame))
      statistics.framesHeard += 1
      statistics.framesHastened += 1
    }
  }

  /// A key is pressed where it came in the sound, so that its tone there is known for the same finger.
  private func press(_ place: Int) {
    while let key = keys.take(before: place) {
      line?.perform(.eventBegan(key))
      line?.perform(.eventEnded(key))
    }
  }

  private func watch() {
    let waited = now - waitingSince
    switch state {
    case .awaitingID: if waited >= limits.id { take(.idIsLate) }
    case .announced, .talking:
      if waited >= limits.sound { take(.soundIsLate) }
      if let stuckSince, now - stuckSince >= limits.reader { take(.readerIsLate) }
    case .parting:
      if outbox.isEmpty, !isFinished {
        isFinished = true
        socket.finish()
      }
      if waited >= limits.close { take(.closeIsLate) }
    case .over: break
    }
  }

  // MARK: Messages

  private func receive(_ buffer: UnsafeMutableRawBufferPointer) {
    // Nobody hears it but a line: all others have room.
    let room = line == nil ? buffer.count : min(buffer.count, sound.room)
    guard room > 0, outcome == nil else { return }
    switch socket.receive(UnsafeMutableRawBufferPointer(rebasing: buffer[..<room])) {
    case .some(let count):
      statistics.bytesReceived += count
      read(UnsafeRawBufferPointer(rebasing: buffer[..<min(count, room)]))
    case .full: break
    case .closed: take(.closed)
    case .broken(let code): take(.broken(code: code))
    }
  }

  private func read(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    do throws(WireFault) {
      while !state.isEnding, let piece = try reader.next(in: bytes, from: &place) {
        switch piece {
        case .id(let id):
          self.id = self.id ?? id
          take(.id)
        case .audio(let range):
          if !state.isEnding { waitingSince = now }
          take(.sound, UnsafeRawBufferPointer(rebasing: bytes[range]))
        case .key(let byte): take(.key, key: byte)
        case .hangUp: take(.hangUp)
        case .error(let code): take(.error(code: code))
        case .skipped(let kind):
          statistics.messagesOfOtherRates += WireKind.otherRates.contains(kind) ? 1 : 0
          take(.skipped(kind: kind))
        }
      }
    } catch {
      take(.malformed(error))
    }
  }

  private func take(
    _ input: LinkInput, _ bytes: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
    key: UInt8 = 0
  ) {
    switch state.take(input) {
    case .nothing: break
    case .announce:
      waitingSince = now
      if let id { told.append(.announced(id)) }
    case .begin: begin()
    case .hear: sound.put(bytes)
    case .press: wait(key)
    case .count: statistics.messagesSkipped += 1
    case .part(let ending): part(ending)
    case .close(let ending): close(ending)
    }
  }

  private func begin() {
    line = AudioLine(settings)
    if line == nil { take(.broken(code: ENOMEM)) }
  }

  private func wait(_ byte: UInt8) {
    guard let key = DTMFDigit(Character(UnicodeScalar(byte))), keys.put(key, at: sound.put) else {
      statistics.messagesSkipped += 1
      return
    }
    statistics.keysReceived += 1
  }

  // MARK: The end

  private func part(_ ending: AudioSocketEnding) {
    waitingSince = now
    // A prompt that was just stopped fades out.
    speak()
    outbox.sendLast(ending.isError ? WireWriter.error : WireWriter.hangUp)
    leaveLine(ending)
  }

  private func close(_ ending: AudioSocketEnding) {
    leaveLine(ending)
    told.append(.over(AudioSocketOutcome(ending: ending, statistics: statistics)))
  }

  private func leaveLine(_ ending: AudioSocketEnding) {
    guard line != nil else { return }
    collect()
    line = nil
    // For the call everything but its own hang-up is the caller's.
    if ending != .hungUp { told.append(.event(.hungUp)) }
  }

  /// What the line has told.
  private func collect() {
    guard let line else { return }
    for event in line.events { told.append(.event(event)) }
    for note in line.notes { told.append(.note(note)) }
    line.events.removeAll(keepingCapacity: true)
    line.notes.removeAll(keepingCapacity: true)
  }
}

/// What a connection has to tell.
enum LinkTold: Hashable, Sendable {
  case announced(CallUUID)
  case event(CallEvent)
  case note(LineNote)
  case over(AudioSocketOutcome)
}
