import Glibc
import Testing

@testable import Audio

@Suite struct EndOfSpeechTests {
  /// A line on which things happen, in seconds; levels are in dBm0.
  struct Line {
    var samples: [Double]

    init(seconds: Double) { samples = [Double](repeating: 0, count: Int(seconds * 8000)) }

    /// The amplitude of a sine at that level.
    static func amplitude(_ level: Double) -> Double { pow(10, (level - 3.14) / 20) }

    mutating func add(_ range: ClosedRange<Double>, _ value: (Double) -> Double) {
      for index in Int(range.lowerBound * 8000)..<min(samples.count, Int(range.upperBound * 8000)) {
        samples[index] += value(Double(index) / 8000)
      }
    }

    /// Something like speech: a harmonic sound in syllables of a quarter of a second, with dips between them.
    func speaking(_ range: ClosedRange<Double>, _ level: Double) -> Line {
      var line = self
      let amplitude = Self.amplitude(level)
      line.add(range) { time in
        let syllable = max(0, sine((time - range.lowerBound) * 2))
        let envelope = (syllable + max(0, -sine((time - range.lowerBound) * 2))).squareRoot()
        return amplitude * envelope * (sine(time * 440) + sine(time * 880) + 0.5 * sine(time * 1760)) / 1.5
      }
      return line
    }

    func noise(_ level: Double, in range: ClosedRange<Double> = 0...1000, seed: UInt64 = 7) -> Line {
      var line = self
      var random = SeededGenerator(seed)
      // Uniform noise of that power.
      let width = Self.amplitude(level) * (1.5).squareRoot()
      line.add(range) { _ in Double.random(in: -width...width, using: &random) }
      return line
    }

    func hum(_ level: Double, _ frequency: Double = 50, in range: ClosedRange<Double> = 0...1000) -> Line {
      var line = self
      let amplitude = Self.amplitude(level)
      line.add(range) { time in
        amplitude * (sine(time * frequency) + 0.3 * sine(time * 3 * frequency) + 0.1 * sine(time * 7 * frequency))
      }
      return line
    }

    func clicks(every seconds: Double, in range: ClosedRange<Double>) -> Line {
      var line = self
      line.add(range) { time in
        let since = (time - range.lowerBound).truncatingRemainder(dividingBy: seconds)
        return since < 0.003 ? 0.9 * (since < 0.0015 ? 1 : -1) : 0
      }
      return line
    }

    func offset(_ value: Double) -> Line {
      var line = self
      line.add(0...1000) { _ in value }
      return line
    }

    var frames: [Int16] { samples.map { Int16(clamping: Int(($0 * 32767).rounded())) } }
  }

  struct Case: CustomTestStringConvertible {
    let what: String
    let line: Line
    /// When speech begins and ends, in seconds; `nil` where nobody speaks.
    let speech: ClosedRange<Double>?
    var testDescription: String { what }
  }

  static let cases = [
    Case(what: "a silent line", line: Line(seconds: 6), speech: nil),
    Case(what: "speech on a silent line", line: Line(seconds: 6).speaking(1...3, -15), speech: 1...3),
    Case(what: "speech at once", line: Line(seconds: 6).speaking(0...2, -15), speech: 0...2),
    Case(what: "quiet speech", line: Line(seconds: 6).speaking(1...3, -35), speech: 1...3),
    Case(what: "less than speech", line: Line(seconds: 6).speaking(1...3, -55), speech: nil),
    Case(what: "line noise", line: Line(seconds: 6).noise(-60), speech: nil),
    Case(what: "loud noise", line: Line(seconds: 6).noise(-30), speech: nil),
    Case(
      what: "speech over noise, 20 dB", line: Line(seconds: 6).noise(-38).speaking(1...3, -15), speech: 1...3),
    Case(
      what: "speech at once over noise", line: Line(seconds: 6).noise(-38).speaking(0...2, -15), speech: 0...2),
    Case(what: "hum", line: Line(seconds: 6).hum(-15), speech: nil),
    Case(what: "hum of 60 Hz", line: Line(seconds: 6).hum(-15, 60), speech: nil),
    Case(what: "speech over hum", line: Line(seconds: 6).hum(-20).speaking(1...3, -12), speech: 1...3),
    Case(what: "direct current", line: Line(seconds: 6).offset(0.2).speaking(1...3, -15), speech: 1...3),
    Case(what: "clicks", line: Line(seconds: 6).clicks(every: 0.3, in: 0.5...6), speech: nil),
    Case(
      what: "clicks after speech", line: Line(seconds: 6).speaking(1...3, -15).clicks(every: 0.4, in: 3.1...6),
      speech: 1...3),
    Case(
      what: "a pause within", line: Line(seconds: 8).speaking(1...2, -15).speaking(2.8...4, -15), speech: 1...4),
    Case(
      what: "a cough long after", line: Line(seconds: 8).speaking(1...2, -15).speaking(5...6, -15), speech: 1...2),
  ]

  static let finalSilence = 8000

  /// When speech began, and when it was said to be over, in samples.
  static func listen(_ samples: [Int16], by size: Int = 160) -> (began: Int?, ended: Int?, speechEnd: Int) {
    var listener = EndOfSpeech(finalSilence: finalSilence)
    var (began, ended): (Int?, Int?)
    for begin in stride(from: 0, to: samples.count, by: size) {
      let end = min(samples.count, begin + size)
      switch samples[begin..<end].withUnsafeBufferPointer({ listener.advance($0) }) {
      case nil: break
      case .speechBegan: began = end
      case .speechEnded(let silence):
        ended = end
        #expect(silence >= finalSilence && silence < finalSilence + 160)
      }
    }
    return (began, ended, listener.speechEnd)
  }

  @Test(arguments: cases) func isHeard(_ row: Case) throws {
    let heard = Self.listen(row.line.frames)
    guard let speech = row.speech else {
      #expect(heard.began == nil && heard.ended == nil)
      return
    }
    let began = Double(try #require(heard.began)) / 8000
    let ended = Double(try #require(heard.ended)) / 8000
    let speechEnd = Double(heard.speechEnd) / 8000
    #expect(began > speech.lowerBound)
    // A syllable more where there was no noise to compare with before.
    #expect(began < speech.lowerBound + (speech.lowerBound == 0 ? 0.4 : 0.3))
    #expect(abs(speechEnd - speech.upperBound) < 0.1)
    #expect(abs(ended - speechEnd - 1) < 0.05)
  }

  @Test func framesOfAnySize() {
    let samples = Line(seconds: 6).noise(-50).speaking(1...3, -15).frames
    let whole = Self.listen(samples)
    for size in [1, 80, 159, 161] {
      let cut = Self.listen(samples, by: size)
      #expect(cut.speechEnd == whole.speechEnd)
      #expect(abs((cut.began ?? 0) - (whole.began ?? 0)) <= size)
      #expect(abs((cut.ended ?? 0) - (whole.ended ?? 0)) <= size)
    }
  }

  /// A hum that begins later is taken for a sound first, and for noise when it stays.
  @Test func aHumThatBeginsLaterBecomesNoise() throws {
    let heard = Self.listen(Line(seconds: 10).hum(-8, in: 2...10).frames)
    if heard.began != nil {
      let ended = try #require(heard.ended)
      #expect(ended < 7 * 8000)
    }
  }

  @Test(.enabled(if: Synthesiser.isInstalled, "espeak-ng is not installed"), arguments: ["en", "cmn", "yue"])
  func aSynthesisedVoice(_ voice: String) throws {
    let folder = try TestFolder()
    let text = voice == "en" ? "I would like to speak to somebody about my bill, please." : "我想查询一下我的账单，谢谢。"
    let path = folder.path + "/x.wav"
    try Synthesiser.speak(text, voice: voice, to: path)
    let file = try SoundFile.check(path)
    let gain = VolumeLevelling().gain(for: try #require(file.level))
    let voiceSamples = try file.stream(gain: gain).all()
    // The synthesiser's own silence at both ends is not speech.
    let first = try #require(voiceSamples.firstIndex { $0.magnitude > 300 })
    let last = try #require(voiceSamples.lastIndex { $0.magnitude > 300 })
    for noiseLevel in [-70.0, -40] {
      var line = Line(seconds: 4 + Double(voiceSamples.count) / 8000).noise(noiseLevel)
      for (index, sample) in voiceSamples.enumerated() { line.samples[8000 + index] += Double(sample) / 32768 }
      let heard = Self.listen(line.frames)
      let began = try #require(heard.began)
      #expect(began > 8000 + first - 160)
      #expect(began < 8000 + first + 4000)
      #expect(abs(heard.speechEnd - (8000 + last)) < 2000)
      #expect(heard.ended != nil)
    }
  }
}
