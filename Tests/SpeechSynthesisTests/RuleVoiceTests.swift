import CallInterface
import Prompting
import Testing

@testable import SpeechSynthesis

@Suite struct RuleVoiceTests {
  @Test(arguments: [
    ("Hello", 3200), ("Hello.", 5600), ("你好。", 6400), ("", 0), ("请按1。", 2000 * 2 + 3200 + 2400), ("...", 2400),
  ])
  func humsLastByTheRule(_ text: String, _ samples: Int) async throws {
    let folder = try Folder()
    let voice = RuleVoice(cache: VoiceCache(folder: folder.path))
    let sound = try await voice.speak(Speech(text: text, language: "xx"))
    #expect(sound.sampleCount == samples)
    #expect(sound.duration == SpeakingTime.duration(of: text))
    #expect(try Wave(streamed: readFile(sound.path))?.sampleCount == samples)
  }

  @Test func humsAreSoftAndBeginAndEndInSilence() throws {
    let wave = RuleVoice.hum(sampleCount: 8000)
    let samples = stride(from: 0, to: wave.samples.count, by: 2).map { index in
      Int(Int16(bitPattern: UInt16(wave.samples[index]) | UInt16(wave.samples[index + 1]) << 8))
    }
    #expect(samples.first == 0)
    #expect(samples.last == 0)
    let loudest = try #require(samples.map(abs).max())
    #expect((1000...1600).contains(loudest))
    #expect(zip(samples, samples.dropFirst()).allSatisfy { abs($0 - $1) < 250 })
  }

  @Test func equalLengthsAreOneFile() async throws {
    let folder = try Folder()
    let voice = RuleVoice(cache: VoiceCache(folder: folder.path))
    let one = try await voice.speak(Speech(text: "one", language: "en"))
    let other = try await voice.speak(Speech(text: "other", language: "de"))
    #expect(one == other)
    #expect(try folder.names().count == 1)
  }
}
