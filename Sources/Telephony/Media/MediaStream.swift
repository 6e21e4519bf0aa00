import Audio
import CallInterface

/// The media of one call between its datagrams and its line: what a media thread advances. No clock, no socket and no
/// waiting of its own, so that tests drive it by hand.
///
/// Time is a raster of 20 ms. In each of its ticks a frame is spoken and one is heard. A frame may be spoken before its
/// tick, right when what it carries has changed; the tick then only hears. So timestamps and the recording of the call
/// never leave the raster, and at most one frame is ahead of it.
final class MediaStream {
  /// Whether sound begins that nobody has heard yet: after a stop, or where nothing played.
  private enum Beginning { case none, stopped, awaited, due }

  // What each frame needs comes first: see `add(to:)`.

  let line: AudioLine
  let sender: MediaSender
  private let receiver: MediaReceiver
  private let outlet: any PacketOutlet
  /// What it told since it was last asked; the driver empties it.
  var told: [RTPSessionEvent] = []
  private var bridge: BridgeEnd?
  private var beginning = Beginning.none
  private var isSpokenAhead = false
  private var isTimedOut = false
  /// Whether something should come.
  private var isToReceive = false
  /// When the next frame is heard.
  private var dueAt: Int64 = 0
  /// Since when something should come and nothing does.
  private var silentSince: Int64?
  /// How long that may be, in nanoseconds.
  private let timeout: Int64
  private var reporter: MediaReporter
  private let learnsUnknownHosts: Bool
  private var remote: MediaDescription?
  private var counts = RTPStatistics()

  /// - Returns: nil when there is no memory.
  init?(_ settings: MediaSettings, callRecorder: CallRecorder?, outlet: any PacketOutlet) {
    guard let line = AudioLine(settings.line, callRecorder: callRecorder),
      let receiver = MediaReceiver(senders: SourceGuard(agreed: nil))
    else { return nil }
    var random = MediaRandom(seed: settings.seed)
    self.line = line
    self.receiver = receiver
    self.outlet = outlet
    timeout = settings.timeout.nanoseconds
    learnsUnknownHosts = settings.learnsUnknownHosts
    sender = MediaSender(&random)
    reporter = MediaReporter(
      interval: settings.reportInterval.nanoseconds, random: MediaRandom(seed: random.next()))
  }

  // MARK: Commands

  /// What signalling agreed, at the beginning and whenever it changes.
  func update(_ remote: MediaDescription) {
    let before = self.remote
    self.remote = remote
    isToReceive = remote.direction.receives
    if before?.address != remote.address || before?.knownHosts != remote.knownHosts {
      receiver.senders = SourceGuard(
        agreed: remote.address, knownHosts: remote.knownHosts, learnsUnknownHosts: learnsUnknownHosts)
    }
    receiver.types = remote.receives
    sender.law = remote.law
    sender.types = remote.sends
    sender.isOpen = remote.direction.sends
    if !sender.hasEvents { sender.releaseKeys() }
    if isToReceive {
      receiver.isOpen = true
    } else if receiver.isOpen, let ended = receiver.close() {
      take(ended)
    }
    silentSince = nil
  }

  func perform(_ command: LineCommand) {
    switch command {
    case .sendKeys(let digits):
      sendKeys(digits)
    case .stopPlaying:
      beginning = .stopped
      line.perform(command)
    case .play(_, let pieces, let isWhole):
      if beginning == .stopped || line.isSilent {
        beginning = pieces.isEmpty ? (isWhole ? .none : .awaited) : .due
      }
      line.perform(command)
    case .add(_, let pieces, _):
      if beginning == .awaited, !pieces.isEmpty { beginning = .due }
      line.perform(command)
    case .tone(.some):
      beginning = .due
      line.perform(command)
    default:
      line.perform(command)
    }
  }

  private func sendKeys(_ digits: [DTMFDigit]) {
    guard sender.hasEvents, remote?.direction.sends == true else {
      beginning = .due
      return line.perform(.sendKeys(digits))
    }
    sender.send(digits)
    counts.eventsSent += digits.count
    beginning = .due
    // Prompts wait meanwhile, as they do for keys that are tones.
    let settings = sender.keys.settings
    let length = digits.count * (settings.length + settings.pause)
    line.perform(.tone(CallTone([.init([], milliseconds: length / 8)], level: -60, repeats: false)))
  }

  /// Joins the call with another one, or parts them.
  func join(_ bridge: BridgeEnd?) {
    self.bridge = bridge
    if bridge == nil { sender.releaseKeys() }
  }

  // MARK: Memory

  /// What each frame needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self, first: 192)
    memory.add(sender)
    receiver.add(to: &memory)
    line.add(to: &memory)
  }

  // MARK: Datagrams

  /// - Parameters:
  ///   - arrival: when it came, in nanoseconds since 1970.
  ///   - waited: how long ago that is, in nanoseconds.
  func receive(
    _ datagram: UnsafeRawBufferPointer, from address: SocketAddress, arrival: Int64, at time: MediaTime,
    waited: Int64 = 0
  ) {
    let untilFrame = Int(min(max(dueAt - time.monotonic + waited, 0), MediaClock.frame) / 125_000)
    let received = receiver.receive(datagram, from: address, arrival: arrival, at: time, untilFrame: untilFrame)
    if let first = received.first { take(first) }
    if let second = received.second { take(second) }
    if received.hasLearned, address != remote?.address { told.append(.learned(address)) }
    if received.hasNewSource { told.append(.sourceChanged) }
  }

  func receiveReport(_ datagram: UnsafeRawBufferPointer, from address: SocketAddress, at time: MediaTime) {
    guard receiver.senders.isTrusted(address) else {
      counts.fromStrangers += 1
      return
    }
    do throws(RTPFault) {
      let compound = try RTCPCompound(datagram)
      reporter.take(compound, ours: sender.source, at: time)
      silentSince = nil
      if compound.leaving.contains(receiver.source), receiver.tracker != nil { told.append(.left) }
    } catch {
      receiver.countMalformed()
    }
  }

  private func take(_ change: TelephoneEventReceiver.Change) {
    switch change {
    case .began(let digit): line.perform(.eventBegan(digit))
    case .ended(let digit): line.perform(.eventEnded(digit))
    }
    bridge?.out.give(change)
  }

  // MARK: Frames

  /// Whether there is something to tell.
  var hasNews: Bool { line.hasNews || !told.isEmpty }

  /// One frame each way; what is spoken during a frame goes out before what is said during it comes in.
  /// - Parameter late: by how much the tick comes after its time on the raster, in nanoseconds.
  func tick(at time: MediaTime, late: Int64 = 0) {
    speakDue(at: time, late: late)
    hearDue(at: time)
  }

  /// The first half of a tick.
  func speakDue(at time: MediaTime, late: Int64) {
    dueAt = time.monotonic - late + MediaClock.frame
    if !isSpokenAhead { speak() }
  }

  /// The other half.
  func hearDue(at time: MediaTime) {
    let wasAhead = isSpokenAhead
    isSpokenAhead = false
    hear(at: time)
    // What has changed since then leaves now, again one frame ahead; but what pairs with this tick was heard first.
    if wasAhead { speakIfChanged() }
    watch(at: time)
    report(at: time)
  }

  /// Speaks the next frame before its tick where the sound has just changed, once a tick.
  func speakIfChanged() {
    guard beginning == .due, !isSpokenAhead else { return }
    speak()
    isSpokenAhead = true
  }

  /// So many ticks were missed, and nobody makes up for them.
  func skip(ticks: Int) {
    isSpokenAhead = false
    counts.framesSkipped += ticks
    sender.skip(frames: ticks)
  }

  private func speak() {
    if beginning != .awaited { beginning = .none }
    if let bridge { while let change = bridge.back.takeChange() { pass(change) } }
    Self.withFrame { frame in
      line.speak(into: frame, beside: bridge?.back.take())
      sender.send(UnsafeBufferPointer(frame), to: receiver.senders.target, by: outlet)
    }
  }

  /// Room for a frame, which `body` fills: all calls of a thread use the same, which stays in the processor's cache.
  private static func withFrame(_ body: (UnsafeMutableBufferPointer<Int16>) -> Void) {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: AudioFrame.samples, body)
  }

  /// A key of the joined call.
  private func pass(_ change: TelephoneEventReceiver.Change) {
    if sender.hasEvents {
      sender.take(change)
      if case .began = change { counts.eventsSent += 1 }
    } else if case .began(let digit) = change {
      line.perform(.sendKeys([digit]))
    }
  }

  private func hear(at time: MediaTime) {
    Self.withFrame { frame in
      if let ended = receiver.take(into: frame, at: time, after: { line.copyHeard(to: $0) }) { take(ended) }
      line.hear(UnsafeBufferPointer(frame))
      bridge?.out.give(UnsafeBufferPointer(frame))
    }
  }

  private func watch(at time: MediaTime) {
    guard isToReceive else {
      silentSince = nil
      isTimedOut = false
      return
    }
    let since = max(silentSince ?? time.monotonic, receiver.heardAt)
    silentSince = since
    let isSilent = time.monotonic - since >= timeout
    guard isSilent != isTimedOut else { return }
    isTimedOut = isSilent
    told.append(isSilent ? .timedOut : .resumed)
  }

  private func report(at time: MediaTime) {
    guard reporter.isDue(at: time), let target = reportTarget else { return }
    counts.jitterMost = max(counts.jitterMost, receiver.jitter.microseconds)
    reporter.send(sender, receiver, isLeaving: false, to: target, at: time, by: outlet)
  }

  /// The other side leaves with a goodbye.
  func leave(at time: MediaTime) {
    guard let target = reportTarget else { return }
    reporter.send(sender, receiver, isLeaving: true, to: target, at: time, by: outlet)
  }

  /// Where reports go: as agreed, or beside the port that was learned on another host.
  private var reportTarget: SocketAddress? {
    guard let remote, let target = receiver.senders.target else { return nil }
    var address = remote.controlAddress
    if !target.isSameHost(as: remote.address) {
      address = target
      address.port = target.port &+ 1
    }
    return address.isReachable && !address.isOfMany ? address : nil
  }

  var statistics: RTPStatistics {
    var statistics = counts
    receiver.write(to: &statistics)
    statistics.malformed += counts.malformed
    statistics.fromStrangers += counts.fromStrangers
    statistics.packetsSent = sender.packets
    statistics.bytesSent = sender.bytes
    statistics.remoteLost = reporter.remoteLost
    statistics.remoteJitter = reporter.remoteJitter
    statistics.roundTrip = reporter.roundTrip
    return statistics
  }
}
