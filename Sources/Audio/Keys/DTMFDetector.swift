import CallInterface
import CSpanDSP

/// Keys out of the sound of a line: spandsp's receiver, told of a key's beginning at once and not at its end, a second
/// opinion for keys at the edge of a keypad's tolerance, and guards against keys that nobody pressed.
///
/// A doubted key is not thrown away: it is looked at again at each block while it sounds, and begins when the doubt
/// is gone for two blocks in a row. A key ends when neither spandsp nor `KeySustain` hears it any more. Holds C state; belongs to whoever advances the line, one at a time.
public final class DTMFDetector {
  /// Samples heard since the detector was made: the clock of `KeyEdge`.
  public private(set) var samplesHeard = 0

  private enum Phase {
    /// Nothing, or the second opinion alone has heard a key in the last block.
    case quiet(DTMFDigit?)
    /// Recognised, but a guard doubts it; so many blocks in a row were clear since.
    case doubted(DTMFDigit, levelDBm0: Int, clearBlocks: Int)
    /// Began; so many blocks in a row it did not sound, while spandsp does not hear it either.
    case held(KeySustain, since: Int, missedBlocks: Int)
  }

  private let settings: DTMFDetectorSettings
  private let receiver: OpaquePointer
  private let report: UnsafeMutablePointer<Report>
  private var positionInBlock = 0
  private var isEvenBlock = false
  private let heard = SampleHistory(atLeast: ToneEdges.reach + 2 * DTMFTones.block + AudioFrame.samples)
  private let echo: EchoGuard?
  private let secondOpinion: SecondOpinion?
  private var phase = Phase.quiet(nil)
  /// The key that spandsp hears at the moment.
  private var receivedKey: DTMFDigit?

  /// - Returns: nil when there is no memory.
  public init?(_ settings: DTMFDetectorSettings = DTMFDetectorSettings()) {
    SpanDSPTables.prepare()
    guard let receiver = dtmf_rx_init(nil, nil, nil) else { return nil }
    self.settings = settings
    self.receiver = receiver
    report = .allocate(capacity: 1)
    report.initialize(to: Report())
    echo = settings.echo.map { EchoGuard($0) }
    secondOpinion = settings.hasSecondOpinion ? SecondOpinion(settings) : nil
    dtmf_rx_set_realtime_callback(
      receiver,
      { pointer, code, level, _ in
        pointer?.assumingMemoryBound(to: Report.self).pointee = Report(code: code, level: level)
      }, report)
    dtmf_rx_parms(
      receiver, settings.filtersDialTone ? 1 : 0, Int32(clamping: max(settings.forwardTwist, 0)),
      Int32(clamping: max(settings.reverseTwist, 0)), Int32(clamping: max(settings.threshold, -98)))
  }

  deinit {
    dtmf_rx_free(receiver)
    report.deallocate()
  }

  /// The part of its histories that the next frame goes to; the rest is in `add(to:)`.
  func expectFrame() {
    heard.expectFrame()
    echo?.expectFrame()
  }

  /// What each frame needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self)
    memory.add(UnsafeRawPointer(receiver), bytes: 448)
    memory.add(UnsafeRawPointer(report), bytes: MemoryLayout<Report>.size)
    memory.add(heard)
    echo?.add(to: &memory)
  }

  /// What was heard last, as much as is asked for, at most a tenth of a second.
  func copyHeard(to samples: UnsafeMutableBufferPointer<Int16>) { heard.copyLast(to: samples) }

  /// Hears the next samples; any number, a frame as a rule.
  /// - Parameters:
  ///   - played: what the line plays during the same samples, for the echo guard; what is missing is silence.
  ///   - edges: what began and ended is appended, at most two edges each 102 samples. Let the caller keep the array
  ///     and empty it with `removeAll(keepingCapacity: true)`, so that nothing is allocated.
  public func advance(
    _ samples: UnsafeBufferPointer<Int16>,
    playing played: UnsafeBufferPointer<Int16> = UnsafeBufferPointer(start: nil, count: 0),
    edges: inout [KeyEdge]
  ) {
    var from = 0
    while from < samples.count {
      let end = min(from + AudioFrame.samples, samples.count)
      let playedPart = played[min(from, played.count)..<min(end, played.count)]
      echo?.append(UnsafeBufferPointer(rebasing: playedPart), count: end - from)
      hear(UnsafeBufferPointer(rebasing: samples[from..<end]), &edges)
      from = end
    }
  }

  /// At most a frame.
  private func hear(_ samples: UnsafeBufferPointer<Int16>, _ edges: inout [KeyEdge]) {
    guard let base = samples.baseAddress else { return }
    heard.append(samples, count: samples.count)
    var from = 0
    while from < samples.count {
      let count = min(DTMFTones.block - positionInBlock, samples.count - from)
      dtmf_rx(receiver, base + from, Int32(count))
      from += count
      samplesHeard += count
      positionInBlock += count
      if positionInBlock == DTMFTones.block {
        positionInBlock = 0
        heard.ahead = samples.count - from
        endBlock(&edges)
      }
    }
    heard.ahead = 0
  }

  private func endBlock(_ edges: inout [KeyEdge]) {
    isEvenBlock.toggle()
    let told = report.pointee.take()
    if let told { receivedKey = DTMFTones.digit(ofCode: told.code) }
    switch phase {
    case .quiet(let suspect):
      listen(told, suspect, &edges)
    case .doubted(let digit, let level, let clearBlocks):
      if receivedKey == digit || (receivedKey == nil && secondOpinion?.key(in: heard) == digit) {
        consider(digit, levelDBm0: level, clearBlocks: clearBlocks, &edges)
      } else {
        listen(told, nil, &edges)
      }
    case .held(let key, let since, let missedBlocks):
      if receivedKey == key.digit { return phase = .held(key, since: since, missedBlocks: 0) }
      if receivedKey == nil, secondOpinion != nil {
        if key.sounds(in: heard) { return phase = .held(key, since: since, missedBlocks: 0) }
        // At spandsp's own end two blocks were missing already.
        if told == nil, missedBlocks == 0 { return phase = .held(key, since: since, missedBlocks: 1) }
      }
      endKey(key, since: since, &edges)
      listen(told, nil, &edges)
    }
  }

  /// Looks for a new key: spandsp's, or one that the second opinion hears in two blocks in a row.
  private func listen(_ told: (code: Int32, level: Int)?, _ suspect: DTMFDigit?, _ edges: inout [KeyEdge]) {
    phase = .quiet(nil)
    if let told, let digit = receivedKey {
      return consider(digit, levelDBm0: told.level, clearBlocks: nil, &edges)
    }
    // Of two blocks in a row one is even: looking at those alone costs half and misses nothing.
    guard let secondOpinion, suspect != nil || isEvenBlock, let digit = secondOpinion.key(in: heard) else { return }
    if digit == suspect || (suspect == nil && secondOpinion.key(in: heard, back: DTMFTones.block) == digit) {
      let level = ToneLevel.dBm0(meanSquare: meanPower(heard.samples(DTMFTones.block)))
      consider(digit, levelDBm0: Int(level.rounded()), clearBlocks: nil, &edges)
    } else if suspect == nil {
      phase = .quiet(digit)
    }
  }

  /// `clearBlocks` is nil for a key just recognised, which begins at once when nothing speaks against it.
  private func consider(_ digit: DTMFDigit, levelDBm0: Int, clearBlocks: Int?, _ edges: inout [KeyEdge]) {
    guard isClear(digit) else {
      phase = .doubted(digit, levelDBm0: levelDBm0, clearBlocks: 0)
      return
    }
    if let clearBlocks, clearBlocks < 1 {
      phase = .doubted(digit, levelDBm0: levelDBm0, clearBlocks: clearBlocks + 1)
      return
    }
    let since = samplesHeard - ToneEdges.samplesSinceBeginning(of: digit, in: heard)
    phase = .held(KeySustain(digit, in: heard), since: since, missedBlocks: 0)
    edges.append(
      KeyEdge(digit: digit, change: .began(levelDBm0: levelDBm0), recognisedAt: samplesHeard, toneAt: since))
  }

  private func isClear(_ digit: DTMFDigit) -> Bool {
    if settings.guardsTalkOff, !TalkOffGuard.isKeypad(digit, in: heard) { return false }
    return echo?.explains(digit, in: heard) != true
  }

  private func endKey(_ key: KeySustain, since: Int, _ edges: inout [KeyEdge]) {
    let end = max(samplesHeard - ToneEdges.samplesSinceEnd(of: key.digit, in: heard), since)
    edges.append(
      KeyEdge(digit: key.digit, change: .ended(length: end - since), recognisedAt: samplesHeard, toneAt: end))
  }

  /// What spandsp's call-back told during a block; at most one call comes at a block's end.
  private struct Report {
    private(set) var code: Int32 = 0
    private var level: Int32 = 0
    private var isNew = false

    init() {}

    init(code: Int32, level: Int32) {
      self.code = code
      self.level = level
      isNew = true
    }

    /// What was told since the last time: a key's character or 0 for its end.
    mutating func take() -> (code: Int32, level: Int)? {
      guard isNew else { return nil }
      isNew = false
      return (code, Int(level))
    }
  }
}
