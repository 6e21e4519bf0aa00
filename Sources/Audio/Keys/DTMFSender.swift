public import CallInterface
import CSpanDSP

/// Sends keys as tones, frame by frame: for transfers through an old exchange, and for callers in tests.
///
/// Holds C state; belongs to whoever advances the line.
public final class DTMFSender {
  public struct Settings: Hashable, Sendable {
    /// Level of the low tone in dBm0. With the high tone above −3 dBm0 the pair would clip, so levels are held there.
    public var level = -9
    /// How much stronger the high tone is, in dB (negative: weaker). Exchanges expect 0 to 2.
    public var twist = 2
    /// Samples of tone and of the silence after it: 100 ms each.
    public var toneLength = 800
    public var pauseLength = 800

    public init() {}
  }

  public enum Signal: Hashable, Sendable {
    case key(DTMFDigit)
    /// Silence of so many samples, e.g. to let an exchange find its dial tone.
    case pause(Int)
  }

  /// Whether everything was sent.
  public var isIdle: Bool { pending.isEmpty && remaining == 0 }

  private let sender: OpaquePointer
  private let lengthOfKey: Int
  private var pending: [Signal] = []
  /// Samples still to come of the signal that sounds, and whether it is a pause.
  private var remaining = 0
  private var isPausing = false

  /// - Returns: nil when there is no memory.
  public init?(_ settings: Settings = Settings()) {
    SpanDSPTables.prepare()
    guard let sender = dtmf_tx_init(nil) else { return nil }
    self.sender = sender
    let highest = -3
    let twist = min(max(settings.twist, -20), 20)
    let level = min(max(settings.level, -60), highest - max(twist, 0))
    // Lengths go in as milliseconds: whole ones, and never nothing.
    let tone = min(max(settings.toneLength / 8, 1), 10_000)
    let pause = min(max(settings.pauseLength / 8, 1), 10_000)
    dtmf_tx_set_level(sender, Int32(level), Int32(twist))
    dtmf_tx_set_timing(sender, Int32(tone), Int32(pause))
    lengthOfKey = (tone + pause) * 8
  }

  deinit {
    dtmf_tx_free(sender)
  }

  public func send(_ digits: some Sequence<DTMFDigit>) {
    pending.append(contentsOf: digits.lazy.map(Signal.key))
  }

  public func send(_ signal: Signal) {
    pending.append(signal)
  }

  /// Fills the frame with what comes next and silence after it.
  /// - Returns: how many samples belong to what was to be sent.
  @discardableResult
  public func fill(_ frame: UnsafeMutableBufferPointer<Int16>) -> Int {
    var filled = 0
    while filled < frame.count, remaining > 0 || startNext() {
      let count = min(remaining, frame.count - filled)
      let part = UnsafeMutableBufferPointer(rebasing: frame[filled..<filled + count])
      let made = isPausing ? 0 : Int(dtmf_tx(sender, part.baseAddress, Int32(count)))
      part[max(made, 0)...].update(repeating: 0)
      filled += count
      remaining -= count
    }
    frame[filled...].update(repeating: 0)
    return filled
  }

  /// Whether there was something left.
  private func startNext() -> Bool {
    guard !pending.isEmpty else { return false }
    switch pending.removeFirst() {
    case .key(let digit):
      var character = CChar(bitPattern: digit.rawValue.asciiValue ?? 0)
      dtmf_tx_put(sender, &character, 1)
      remaining = lengthOfKey
      isPausing = false
    case .pause(let samples):
      remaining = max(samples, 0)
      isPausing = true
    }
    return true
  }
}
