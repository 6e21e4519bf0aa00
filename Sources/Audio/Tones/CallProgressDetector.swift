public import CallInterface

/// Hears the ends of a call (busy and congestion tone, by their rhythm) and a calling fax machine.
///
/// A rhythm counts after two full cycles, each run within 15 %; CNG is one burst of 1,100 Hz, half a second ±15 %, with
/// quiet on both sides. Each is told once until `reset()`. Holds C state; belongs to whoever advances the line.
public final class CallProgressDetector {
  private final class Watch {
    /// Indices into the meter's frequencies.
    let lines: [Int]
    let rhythms: [(tone: LineTone, blocks: [Int])]
    var follower = RunFollower()
    /// Mean square of the last block of tone.
    var tonePower: Float = 0

    init(lines: [Int], rhythms: [(tone: LineTone, blocks: [Int])]) {
      self.lines = lines
      self.rhythms = rhythms
    }
  }

  /// The weakest tone that counts, and the strongest rest of sound that is quiet, as mean squares.
  private static let weakestTone: Float = meanSquare(dBm0: -40)
  private static let quiet: Float = meanSquare(dBm0: -46)
  /// The part of a block's power that the tone must be, and what each of two tones must be.
  private static let purity: Float = 0.6
  private static let leastShare: Float = 0.12
  /// How much weaker than the tone its pauses must be: 10 dB, so that noise may fill them.
  private static let pauseRatio: Float = 0.1
  private static let cngFrequency = 1100
  private static let cngLength = 50
  /// Quiet before and after CNG, in blocks.
  private static let cngQuiet = (before: 5, after: 20)

  private let meter: ToneMeter
  private let watches: [Watch]
  private let cngWatch: Int?
  private var told: Set<LineTone> = []
  /// Most of a call is quiet: once every watch knows that, blocks of silence are only counted, and told when they end.
  private var isSettled = false
  private var silence = 0

  /// - Parameter plans: of the countries whose exchanges the line may hear.
  /// - Returns: nil when there is no memory.
  public init?(_ plans: [TonePlan] = TonePlan.all, hearsFax: Bool = true) {
    var rhythms: [[Int]: [(LineTone, [Int])]] = [:]
    for plan in plans {
      for (name, tone) in [(LineTone.busy, plan.busy), (.congestion, plan.congestion)] {
        guard let (frequencies, blocks) = Self.rhythm(of: tone) else { continue }
        let known = rhythms[frequencies, default: []]
        if !known.contains(where: { $0.0 == name && $0.1 == blocks }) {
          rhythms[frequencies] = known + [(name, blocks)]
        }
      }
    }
    if hearsFax { rhythms[[Self.cngFrequency], default: []] += [] }
    let sets = rhythms.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let frequencies = Array(Set(sets.joined())).sorted()
    guard let meter = ToneMeter(frequencies, floor: Self.weakestTone) else { return nil }
    self.meter = meter
    watches = sets.map { set in
      Watch(lines: set.compactMap { frequencies.firstIndex(of: $0) }, rhythms: rhythms[set] ?? [])
    }
    cngWatch = hearsFax ? sets.firstIndex(of: [Self.cngFrequency]) : nil
  }

  /// Hears the next samples; any number, a frame as a rule. What is recognised is appended.
  public func advance(_ samples: UnsafeBufferPointer<Int16>, tones: inout [LineTone]) {
    var from = 0
    while from < samples.count {
      let (count, isFull) = meter.take(UnsafeBufferPointer(rebasing: samples[from...]))
      from += count
      if isFull { endBlock(meter.power, &tones) }
    }
  }

  /// Everything may be told again.
  public func reset() {
    told.removeAll()
    (isSettled, silence) = (false, 0)
    for watch in watches { watch.follower.reset() }
  }

  /// What each frame of silence needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self)
    memory.add(meter)
  }

  private func endBlock(_ power: Float, _ tones: inout [LineTone]) {
    if isSettled, power <= Self.quiet {
      silence += 1
      return
    }
    if silence > 0 {
      for index in watches.indices { watches[index].follower.stayQuiet(for: silence) }
      silence = 0
    }
    isSettled = true
    for index in watches.indices {
      let watch = watches[index]
      let runEnded = watch.follower.take(classify(power, watch))
      if !watch.follower.isQuiet(forMoreThan: Self.cngQuiet.after) { isSettled = false }
      if runEnded, watch.follower.current?.isTone == true {
        for rhythm in watch.rhythms where watch.follower.endsWithTwoCycles(of: rhythm.blocks) {
          tell(rhythm.tone, &tones)
        }
      }
    }
    if let cngWatch, Self.isCNG(watches[cngWatch].follower) {
      tell(.fax, &tones)
    }
  }

  private func classify(_ power: Float, _ watch: Watch) -> RunFollower.Block {
    guard power >= Self.weakestTone else {
      return power <= max(Self.quiet, watch.tonePower * Self.pauseRatio) ? .quiet : .other
    }
    var tone: Float = 0
    var weakest = Float.infinity
    for index in watch.lines.indices {
      let line = watch.lines[index]
      tone += meter.powers[line]
      weakest = min(weakest, meter.powers[line])
    }
    if tone >= power * Self.purity, weakest >= power * Self.leastShare {
      watch.tonePower = power
      return .tone
    }
    return power <= max(Self.quiet, watch.tonePower * Self.pauseRatio) ? .quiet : .other
  }

  private func tell(_ tone: LineTone, _ tones: inout [LineTone]) {
    if told.insert(tone).inserted { tones.append(tone) }
  }

  private static func isCNG(_ follower: RunFollower) -> Bool {
    guard let current = follower.current, !current.isTone, current.length == cngQuiet.after,
      let burst = follower.ended.last, burst.isTone,
      abs(burst.length - cngLength) <= RunFollower.tolerance(cngLength)
    else { return false }
    guard let before = follower.ended.dropLast().last else { return false }
    return before.length >= cngQuiet.before
  }

  /// A tone's rhythm in blocks, if it is a repeated one of a single set of frequencies.
  private static func rhythm(of tone: CallTone) -> (frequencies: [Int], blocks: [Int])? {
    guard let first = tone.sections.first, !first.isSilence, tone.repeats, tone.sections.count.isMultiple(of: 2)
    else { return nil }
    var blocks: [Int] = []
    for (index, section) in tone.sections.enumerated() {
      guard let length = section.length else { return nil }
      guard section.frequencies == (index.isMultiple(of: 2) ? first.frequencies : []) else { return nil }
      blocks.append(length / ToneMeter.block)
    }
    return blocks.count * 2 <= RunFollower.kept ? (first.frequencies, blocks) : nil
  }

  private static func meanSquare(dBm0 level: Float) -> Float {
    let amplitude = ToneLevel.amplitude(dBm0: level)
    return amplitude * amplitude / 2
  }
}
