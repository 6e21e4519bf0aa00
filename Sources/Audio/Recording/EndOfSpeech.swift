import Glibc

/// Tells when a caller begins to speak and when the caller has been quiet for long enough (`finalsilence`, VoiceXML 2.0
/// §2.3.6): by the power of 20 ms frames over an adaptive noise floor, with hysteresis. Pure; allocates nothing after it
/// was made.
///
/// Clicks are too short to begin speech or to break a silence, and a steady hum or hiss is silence.
public struct EndOfSpeech: Sendable {
  public struct Settings: Hashable, Sendable {
    /// How far over the noise speech begins, and how far it must fall to end, in dB.
    public var begin = 9.0
    public var end = 5.0
    /// What is weaker is never speech, in dBm0.
    public var least = -45.0

    public init() {}
  }

  public enum Event: Hashable, Sendable {
    case speechBegan
    /// Once, after so many samples without speech.
    case speechEnded(afterSilence: Int)
  }

  private enum State { case waiting, speaking, pausing, ended }

  private let finalSilence: Int
  private let (begin, end, least): (Float, Float, Float)
  private var state = State.waiting
  private var filter = SpeechFilter()
  private var noise = NoiseFloor()
  private var energy: Float = 0
  private var energyCount = 0
  /// Whether each of the last frames was loud; the newest is the lowest bit.
  private var loud: UInt8 = 0
  /// Samples so far, in whole frames, with those that were skipped.
  private var position = 0
  /// Samples since speech was last heard.
  private var silence = 0

  /// Where speech was last heard to end, in samples from the beginning; 0 before it has begun.
  public private(set) var speechEnd = 0

  /// - Parameter finalSilence: in samples; at least a frame.
  public init(finalSilence: Int, settings: Settings = Settings()) {
    self.finalSilence = max(AudioFrame.samples, finalSilence)
    begin = Float(pow(10, settings.begin / 10))
    end = Float(pow(10, settings.end / 10))
    least = Float(pow(10, (settings.least - SpeechLevel.fullScale) / 10))
  }

  public var hasBegun: Bool { state != .waiting }

  /// The next samples of the line, however they are cut; with more than a frame at a time, the last event counts.
  public mutating func advance(_ samples: UnsafeBufferPointer<Int16>) -> Event? {
    var event: Event?
    for sample in samples {
      let value = filter.next(Float(sample) / 32768)
      energy += value * value
      energyCount += 1
      if energyCount == AudioFrame.samples {
        let power = energy / Float(AudioFrame.samples)
        (energy, energyCount) = (0, 0)
        event = advance(power: power) ?? event
      }
    }
    return event
  }

  /// Time goes by that is neither speech nor silence: a key.
  public mutating func skip(_ samples: Int) { position += max(0, samples) }

  private mutating func advance(power: Float) -> Event? {
    noise.add(power)
    position += AudioFrame.samples
    silence += AudioFrame.samples
    // The floor of a silent line is nothing, and anything is far over nothing.
    let floor = noise.power
    let isLoud = power > max(floor * begin, least)
    let isAudible = power > max(floor * end, least / 2)
    loud = loud << 1 | (isLoud ? 1 : 0)
    switch state {
    case .waiting:
      // Four frames of five: longer than a click.
      guard isLoud, (loud & 0b11111).nonzeroBitCount >= 4 else { return nil }
      hear()
      return .speechBegan
    case .speaking:
      if isAudible {
        hear()
      } else if silence >= 3 * AudioFrame.samples {
        state = .pausing
      }
      return ending()
    case .pausing:
      if isLoud, (loud & 0b1111).nonzeroBitCount >= 3 { hear() }
      return ending()
    case .ended:
      return nil
    }
  }

  private mutating func hear() {
    state = .speaking
    speechEnd = position
    silence = 0
  }

  private mutating func ending() -> Event? {
    guard silence >= finalSilence else { return nil }
    state = .ended
    return .speechEnded(afterSilence: silence)
  }
}
