import Testing

@testable import Audio

@Suite struct SoundLevelTests {
  struct Case: CustomTestStringConvertible {
    let what: String
    let samples: [Double]
    /// In dBm0.
    let active: Double?
    var testDescription: String { what }
  }

  static func tone(_ amplitude: Double, _ frames: Int = 8000) -> [Double] {
    WrittenSound.tone(1000, amplitude: amplitude, frames: frames)
  }

  static let silence = [Double](repeating: 0, count: 8000)

  static let cases: [Case] = [
    Case(what: "full-scale sine", samples: tone(0.99999), active: 3.14),
    Case(what: "a tenth of it", samples: tone(0.1), active: -16.86),
    Case(what: "with twice its length of silence", samples: tone(0.1) + silence + silence, active: -16.86),
    Case(what: "with a hiss under it in the pauses", samples: tone(0.1) + tone(0.001) + tone(0.001), active: -16.86),
    Case(what: "two levels that are both speech", samples: tone(0.1) + tone(0.05), active: -18.90),
    Case(what: "very quiet", samples: tone(0.001), active: -56.86),
    Case(what: "silence", samples: silence, active: nil),
    Case(what: "shorter than a frame", samples: tone(0.1, 80), active: -16.86),
  ]

  @Test(arguments: cases) func activeLevel(_ row: Case) throws {
    let bytes = WrittenSound.wav(WrittenSound.encoded(row.samples, .pcm24), .pcm24)
    let level = try #require(try SoundFile(bytes: bytes, name: "a.wav").checked().level)
    switch row.active {
    case nil: #expect(level.active == nil)
    case let expected?: #expect(abs(try #require(level.active) - expected) < 0.1)
    }
    let peak = row.samples.map(\.magnitude).max() ?? 0
    #expect(abs(level.peak - peak) < 0.0001)
  }

  @Test(arguments: [
    // active, peak, what is added
    (-20.0, 0.3, 0.0), (-26, 0.2, 6), (-14, 0.5, -6),
    // Not more than 12 dB either way.
    (-50, 0.01, 12), (-3, 0.9, -12), (3.14, 1, -12),
    // Never into the peak: 0.5 leaves 6.02 dB.
    (-30, 0.5, 6.02), (-30, 1, 0), (-30, 0.9999, 0), (-10, 1, -10),
  ]) func levelling(_ active: Double, _ peak: Double, _ expected: Double) {
    let level = SpeechLevel(active: active, peak: peak)
    #expect(abs(VolumeLevelling().decibels(for: level) - expected) < 0.01)
  }

  @Test func silenceIsLeftAlone() {
    #expect(VolumeLevelling().gain(for: SpeechLevel(active: nil, peak: 0)) == 1)
    #expect(VolumeLevelling(target: -10, most: 3).decibels(for: SpeechLevel(active: -20, peak: 0.1)) == 3)
  }

  @Test(arguments: [
    // amplitude, level: within 12 dB of the target they come out alike
    (0.02, -20.0), (0.1, -20), (0.25, -20), (0.9, -9.77), (0.004, -32.82),
  ]) func differentRecordingsComeOutAlike(_ amplitude: Double, _ expected: Double) throws {
    let bytes = WrittenSound.wav(WrittenSound.encoded(Self.tone(amplitude), .pcm16))
    let file = try SoundFile(bytes: bytes, name: "a.wav").checked()
    let gain = VolumeLevelling().gain(for: try #require(file.level))
    var meter = SpeechLevelMeter()
    let samples = try file.stream(gain: gain).all().map { Float($0) / 32768 }
    samples.withUnsafeBufferPointer { meter.add($0) }
    let level = try #require(meter.level.active)
    #expect(abs(level - expected) < 0.1)
  }

  @Test func fades() {
    func faded(_ fade: Fade, _ count: Int, cut: Int) -> [Int16] {
      var fade = fade
      var samples = [Int16](repeating: 10_000, count: count)
      for begin in stride(from: 0, to: count, by: cut) {
        samples[begin..<min(count, begin + cut)].withUnsafeMutableBufferPointer { fade.apply(to: $0) }
      }
      return samples
    }
    #expect(faded(Fade(.out, over: 4), 6, cut: 6) == [8000, 6000, 4000, 2000, 0, 0])
    #expect(faded(Fade(.in, over: 4), 6, cut: 6) == [2000, 4000, 6000, 8000, 10_000, 10_000])
    #expect(faded(Fade(.out, over: 0), 2, cut: 2) == [0, 0])
    #expect(faded(Fade(.in, over: -3), 2, cut: 2) == [10_000, 10_000])
    for cut in [1, 7, 160] {
      #expect(faded(Fade(.out), 400, cut: cut) == faded(Fade(.out), 400, cut: 400))
      #expect(faded(Fade(.in), 400, cut: cut) == faded(Fade(.in), 400, cut: 400))
    }
    let ramp = faded(Fade(.out), 60, cut: 60)
    #expect(zip([10_000] + ramp, ramp).allSatisfy { $0 - $1 <= 250 && $0 >= $1 })
  }
}
