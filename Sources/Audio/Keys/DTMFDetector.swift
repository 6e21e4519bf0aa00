import CallInterface
import CSpanDSP

/// Keys out of the sound of a line: spandsp's receiver, told of a key's beginning at once and not at its end, and
/// guards against keys that nobody pressed.
///
/// A doubted key is not thrown away: it is looked at again at each block while it sounds, and begins when the doubt
/// is gone for two blocks in a row. Holds C state; belongs to whoever advances the line, one at a time.
public final class DTMFDetector {
  /// Samples heard since the detector was made: the clock of `KeyEdge`.
  public private(set) var samplesHeard = 0

  private enum Phase {
    case quiet
    /// spandsp hears it, a guard doubts it; so many blocks in a row were clear since.
    case doubted(DTMFDigit, levelDBm0: Int, clearBlocks: Int)
    case held(DTMFDigit, since: Int)
  }

  private let settings: DTMFDetectorSettings
  private let receiver: OpaquePointer
  private let report: UnsafeMutablePointer<Report>
  private var positionInBlock = 0
  private var heard = SampleHistory(capacity: 1024)
  private let echo: EchoGuard?
  private var phase = Phase.quiet

  /// - Returns: nil when there is no memory.
  public init?(_ settings: DTMFDetectorSettings = DTMFDetectorSettings()) {
    SpanDSPTables.prepare()
    guard let receiver = dtmf_rx_init(nil, nil, nil) else { return nil }
    self.settings = settings
    self.receiver = receiver
    report = .allocate(capacity: 1)
    report.initialize(to: Report())
    echo = settings.echo.map { EchoGuard($0) }
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
      let count = min(DTMFTones.block - positionInBlock, samples.count - from)
      let part = UnsafeBufferPointer(rebasing: samples[from..<from + count])
      dtmf_rx(receiver, part.baseAddress, Int32(count))
      heard.append(part, count: count)
      let playedPart = played[min(from, played.count)..<min(from + count, played.count)]
      echo?.append(UnsafeBufferPointer(rebasing: playedPart), count: count)
      from += count
      samplesHeard += count
      positionInBlock += count
      if positionInBlock == DTMFTones.block {
        positionInBlock = 0
        endBlock(&edges)
      }
    }
  }

  private func endBlock(_ edges: inout [KeyEdge]) {
    if let told = report.pointee.take() {
      endKey(&edges)
      if let digit = DTMFTones.digit(ofCode: told.code) {
        consider(digit, levelDBm0: told.level, clearBlocks: nil, &edges)
      }
    } else if case .doubted(let digit, let level, let clearBlocks) = phase {
      consider(digit, levelDBm0: level, clearBlocks: clearBlocks, &edges)
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
    phase = .held(digit, since: since)
    edges.append(
      KeyEdge(digit: digit, change: .began(levelDBm0: levelDBm0), recognisedAt: samplesHeard, toneAt: since))
  }

  private func isClear(_ digit: DTMFDigit) -> Bool {
    if settings.guardsTalkOff, !TalkOffGuard.isKeypad(digit, in: heard) { return false }
    return echo?.explains(digit, in: heard) != true
  }

  private func endKey(_ edges: inout [KeyEdge]) {
    if case .held(let digit, let since) = phase {
      let end = max(samplesHeard - ToneEdges.samplesSinceEnd(of: digit, in: heard), since)
      edges.append(
        KeyEdge(digit: digit, change: .ended(length: end - since), recognisedAt: samplesHeard, toneAt: end))
    }
    phase = .quiet
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
