import CallInterface
import Foundation
import Testing

@testable import SpeechSynthesis

/// With the real program.
@Suite(.enabled("espeak-ng is not installed") { await isEspeakInstalled() }) struct EspeakVoiceTests {
  private let folder: Folder
  private let voice: EspeakVoice

  init() throws {
    folder = try Folder()
    voice = EspeakVoice(cache: VoiceCache(folder: folder.file("cache")))
  }

  private func length(_ text: String, _ language: String, _ change: (inout SpeechStyle) -> Void = { _ in }) async throws
    -> Duration
  {
    var speech = Speech(text: text, language: language)
    change(&speech.style)
    return try await voice.speak(speech).duration
  }

  @Test(arguments: [
    ("欢迎致电东方有线。", "cmn-Hans-CN"), ("歡迎致電東方有線。", "yue-Hant-HK"), ("Welcome to Oriental Cable.", "en-GB"),
    ("Welcome to Oriental Cable.", "en-US"),
  ])
  func languagesAreSpoken(_ text: String, _ language: String) async throws {
    let duration = try await length(text, language)
    #expect((.milliseconds(1000)...(.seconds(4))).contains(duration))
  }

  /// "qing3" spelled in English takes three times as long.
  @Test func mandarinSyllablesAreNotSpelled() async throws {
    #expect(try await length("请", "cmn") < .milliseconds(700))
  }

  @Test func digitsUnderSayAsAreReadOneByOne() async throws {
    for language in ["cmn", "yue", "en"] {
      let digits = try await length("100000000", language) { $0.sayAs = SpeechStyle.SayAs(interpretAs: "digits") }
      #expect(try await length("100000000", language) < digits)
    }
  }

  @Test func ratesAreHeard() async throws {
    let usual = try await length("Your balance is twelve pounds.", "en")
    #expect(try await length("Your balance is twelve pounds.", "en") { $0.rate = "slow" } > usual * 1.15)
    #expect(try await length("Your balance is twelve pounds.", "en") { $0.rate = "fast" } < usual * 0.9)
  }

  @Test func silentIsSilent() async throws {
    var speech = Speech(text: "Hello", language: "en")
    speech.style.volume = "silent"
    let sound = try await voice.speak(speech)
    #expect(try Wave(streamed: readFile(sound.path))?.samples.allSatisfy { $0 == 0 } == true)
  }

  @Test func soundsAreTheSameEachTime() async throws {
    let again = EspeakVoice(cache: VoiceCache(folder: folder.file("other")))
    let speech = Speech(text: "请输入您的8位客户编号。", language: "cmn")
    let first = try await voice.speak(speech)
    let second = try await again.speak(speech)
    #expect(first.path != second.path)
    #expect(try readFile(first.path) == readFile(second.path))
  }

  @Test func marksOfProgramsAreOnlyText() async throws {
    #expect(try await length("[[h@l'oU]] $(reboot) `x` -v --version", "en") > .seconds(1))
  }
}

private func isEspeakInstalled() async -> Bool {
  do {
    return try await !EspeakVoice().version().isEmpty
  } catch {
    return false
  }
}
