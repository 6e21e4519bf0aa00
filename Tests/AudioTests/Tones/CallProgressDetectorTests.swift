import Audio
import CallInterface
import Testing

struct CallProgressDetectorTests {
  static func tones(
    in sound: Sound, plans: [TonePlan] = TonePlan.all, frame: Int = AudioFrame.samples
  ) -> [(tone: LineTone, at: Int)] {
    guard let detector = CallProgressDetector(plans) else { return [] }
    var all: [(LineTone, Int)] = []
    sound.samples.withUnsafeBufferPointer { samples in
      for start in stride(from: 0, to: samples.count, by: frame) {
        let end = min(start + frame, samples.count)
        var tones: [LineTone] = []
        detector.advance(UnsafeBufferPointer(rebasing: samples[start..<end]), tones: &tones)
        all += tones.map { ($0, end) }
      }
    }
    return all
  }

  /// Fax machines' calling tone: half a second each three and a half.
  static let cng = CallTone(
    [.init([], milliseconds: 1000), .init([1100], milliseconds: 500), .init([], milliseconds: 2000)], level: -14)

  struct Heard: Sendable, CustomTestStringConvertible {
    let name: String
    let tone: CallTone
    let line: LineTone?
    var testDescription: String { name }
  }

  static let plans: [Heard] =
    TonePlan.all.flatMap { plan in
      [
        Heard(name: "\(plan.country) busy", tone: plan.busy, line: .busy),
        Heard(name: "\(plan.country) congestion", tone: plan.congestion, line: .congestion),
        Heard(name: "\(plan.country) dial", tone: plan.dial, line: nil),
        Heard(name: "\(plan.country) ring-back", tone: plan.ringBack, line: nil),
        Heard(name: "\(plan.country) special information", tone: plan.specialInformation, line: nil),
      ]
    } + [
      Heard(name: "fax", tone: cng, line: .fax),
      Heard(name: "steady 1100 Hz", tone: .steady([1100], level: -14), line: nil),
      Heard(name: "short 1100 Hz", tone: .rhythm([1100], [200, 1000], level: -14), line: nil),
      Heard(name: "the beep", tone: .beep, line: nil),
      Heard(name: "450 Hz in another rhythm", tone: .rhythm([450], [350, 700], level: -10), line: nil),
      Heard(
        name: "425 Hz with China's busy rhythm, 25 Hz off", tone: .rhythm([425], [350, 350], level: -10), line: .busy),
      Heard(name: "500 Hz with China's busy rhythm", tone: .rhythm([500], [350, 350], level: -10), line: nil),
    ]

  /// As itself, coded, weak, in noise, and in frames of an odd size.
  @Test(arguments: plans)
  func eachToneIsToldOnceAndNothingElseIs(heard: Heard) {
    var random = SeededGenerator(30)
    let clean = Sound.of(heard.tone, seconds: 6)
    var noisy = clean
    noisy.addNoise(below: Double(heard.tone.level), by: 15, &random)
    var weak = Sound()
    weak.silence(clean.samples.count)
    weak.add(clean, loss: Double(heard.tone.level) + 33)
    for (sound, what) in [(clean, "clean"), (clean.coded(.aLaw), "coded"), (weak, "weak"), (noisy, "noisy")] {
      let told = Self.tones(in: sound)
      #expect(told.map(\.tone) == (heard.line.map { [$0] } ?? []), "\(heard.name), \(what)")
    }
    #expect(Self.tones(in: clean, frame: 333).map(\.tone) == Self.tones(in: clean).map(\.tone))
  }

  @Test
  func twoFullCyclesAreNeededAndEnough() {
    let told = Self.tones(in: Sound.of(TonePlan.china.busy, seconds: 8), plans: [.china])
    // Two cycles of 700 ms, and the beginning of the third.
    #expect(told.first.map { (11_200...11_680).contains($0.at) } == true)
    var short = Sound.of(TonePlan.china.busy, seconds: 1.3)
    short.silence(16_000)
    #expect(Self.tones(in: short).isEmpty)
  }

  @Test
  func aTonePlayedAgainIsToldAgainOnlyAfterReset() throws {
    let detector = try #require(CallProgressDetector([.unitedStates]))
    let sound = Sound.of(TonePlan.unitedStates.busy, seconds: 6)
    var tones: [LineTone] = []
    for _ in 0..<2 { sound.samples.withUnsafeBufferPointer { detector.advance($0, tones: &tones) } }
    #expect(tones == [.busy])
    detector.reset()
    sound.samples.withUnsafeBufferPointer { detector.advance($0, tones: &tones) }
    #expect(tones == [.busy, .busy])
  }

  @Test
  func keysMusicAndVoicesAreNoTones() {
    var random = SeededGenerator(31)
    #expect(Self.tones(in: KeySeries(rounds: 2, tone: 4000, pause: 4000, seed: 32).sound).isEmpty)
    #expect(Self.tones(in: KeySeries(rounds: 4, tone: 800, pause: 800, seed: 33).sound).isEmpty)
    for instrument in Music.allCases {
      #expect(Self.tones(in: instrument.play(seconds: 6, &random)).isEmpty, "\(instrument)")
    }
    #expect(Self.tones(in: Sound.voice(seconds: 20, level: -15, &random)).isEmpty)
  }

  @Test(.enabled(if: Speech.program != nil, "espeak-ng is not installed"), arguments: Speech.languages)
  func speechIsNoTone(language: String) throws {
    for piece in try Speech.pieces(language, minutes: 1, seed: 34) {
      #expect(Self.tones(in: piece).isEmpty)
    }
  }
}
