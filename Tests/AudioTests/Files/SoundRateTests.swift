import Testing

@testable import Audio

@Suite struct SoundRateTests {
  static let rates = [
    4000, 5512, 6000, 7350, 7999, 8000, 8001, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 44101, 48000, 88200,
    96000, 192_000, 384_000,
  ]

  static let cases = rates.map { ($0, 1) } + [(8000, 2), (44100, 2), (48000, 6), (16000, 32)]

  @Test(arguments: cases) func anyRateAndAnyNumberOfChannels(_ rate: Int, _ channels: Int) throws {
    // Not a round number of anything.
    let frames = rate / 4 + 7
    let data = WrittenSound.encoded(
      WrittenSound.tone(500, rate: rate, channels: channels, frames: frames), .pcm16)
    let file = try SoundFile(bytes: WrittenSound.wav(data, rate: rate, channels: channels), name: "x.wav")
    let expected = Int((Double(frames) * 8000 / Double(rate)).rounded())
    #expect(file.length == expected)
    let samples = try file.stream().all()
    #expect(samples.count == expected)
    let fit = ToneFit(samples[200..<1800], frequency: 500)
    #expect(fit.signalToNoise > 60)
    #expect(abs(fit.amplitude - 0.5) < 0.005)
  }

  @Test func aToneKeepsItsPlace() throws {
    // A step in the middle of the file stays in the middle: the filter's delay is taken out.
    let frames = 44100
    let steps = (0..<frames).map { $0 < frames / 2 ? 0 : 0.25 }
    let bytes = WrittenSound.wav(WrittenSound.encoded(steps, .pcm16), rate: 44100)
    let samples = try SoundFile(bytes: bytes, name: "x.wav").stream().all()
    let half = try #require(samples.firstIndex { $0 > 4096 })
    #expect(abs(half - 4000) <= 1)
  }

  @Test func whatIsTooHighIsSuppressed() throws {
    let frames = 44100
    let data = WrittenSound.encoded(WrittenSound.tone(6000, amplitude: 0.9, rate: 44100, frames: frames), .pcm16)
    let samples = try SoundFile(bytes: WrittenSound.wav(data, rate: 44100), name: "x.wav").stream().all()
    let loudest = samples[200..<7800].map { $0.magnitude }.max() ?? 0
    // 60 dB under 0.9 of full scale; the edges of the file are steps and not of this matter.
    #expect(loudest < 29)
  }

  @Test func channelsAreMixedToTheirMean() throws {
    let frames: [Double] = [0.5, -0.25, 0.25, 0.25, -0.5, 0.5]
    let bytes = WrittenSound.wav(WrittenSound.encoded(frames, .pcm16), channels: 2)
    #expect(try SoundFile(bytes: bytes, name: "x.wav").stream().all() == [4096, 8192, 0])
  }

  @Test func theSameFileGivesTheSameSamples() throws {
    var random = SeededGenerator(2)
    let data = (0..<60_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let file = try SoundFile(bytes: WrittenSound.wav(data, rate: 44100), name: "x.wav")
    let whole = try file.stream().all()
    // However it is cut: taken in other pieces, filled at other times.
    let stream = try file.stream()
    var again: [Int16] = []
    var piece = [Int16](repeating: 0, count: 333)
    while !stream.isAtEnd {
      if Bool.random(using: &random) { _ = try stream.fill() }
      let size = Int.random(in: 1...333, using: &random)
      let count = piece[..<size].withUnsafeMutableBufferPointer { stream.take(into: $0) }
      again += piece[..<count]
    }
    #expect(again == whole)
  }
}
