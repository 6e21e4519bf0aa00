import CallInterface
import CallRuntime
import CallScenarios
import Foundation
import ScriptEngine
import Testing

/// What a voice is given in the calls of `Conversations/languages`: the console shows words only.
@Suite struct LanguageTests {
  private func play(_ name: String) async throws -> PlayedCall {
    let path = "\(ConversationTests.folder)/languages/\(name).call"
    let scenario = try Scenario.parse(try String(contentsOfFile: path, encoding: .utf8), file: path)
    let player = ScenarioPlayer(lanes: try ScriptLanes(count: 1))
    return await player.play(
      scenario, flow: try #require(scenario.flowURI), facts: scenario.facts(over: ScenarioPlayer.usualFacts))
  }

  /// `language text (say-as)`, one for each speech that was heard.
  private func speeches(_ call: PlayedCall) -> [String] {
    call.transcript.flatMap { entry -> [String] in
      guard case .prompt(_, let prompt, heard: true) = entry.report else { return [] }
      return prompt.segments.compactMap { segment in
        guard case .speech(let speech) = segment else { return nil }
        let type = speech.style.sayAs.map { " (\($0.interpretAs)\($0.format.map { ":" + $0 } ?? ""))" } ?? ""
        return "\(speech.language) \(speech.text)\(type)"
      }
    }
  }

  @Test func wordsValuesAndVoiceChangeTogether() async throws {
    let heard = speeches(try await play("cantonese"))
    #expect(
      heard.prefix(13) == [
        "cmn-Hans-CN 欢迎致电东方有线。", "yue-Hant-HK 歡迎致電東方有線。", "en For English, press 3.",
        "yue-Hant-HK 你嘅結餘係", "yue-Hant-HK CNY128.50 (currency)", "yue-Hant-HK ，請喺",
        "yue-Hant-HK 20270206 (date:ymd)", "yue-Hant-HK 之前畀錢。",
        // Missing in Cantonese: words and voice are Mandarin.
        "cmn-Hans-CN Attendant有新消息。", "yue-Hant-HK (yue)", "yue-Hant-HK 2 (number)", "en 2 (number)",
        "yue-Hant-HK 2 (number:count)",
      ])
  }

  @Test func preparedPromptsFollowTheLanguage() async throws {
    let call = try await play("changes")
    let guests = speeches(call).filter { $0.contains("2 ") && $0.contains("count") || $0.hasSuffix(" guests.") }
    #expect(guests == ["cmn-Hans-CN 2 (number:count)", "yue-Hant-HK 2 (number:count)", "en-GB 2 guests."])
    #expect(call.record.language == "en")
    #expect(
      call.jsonLines.filter { $0.contains("\"event\":\"language\"") }.map { $0.suffix(17) } == [
        "\"language\":\"cmn\"}", "\"language\":\"yue\"}", ",\"language\":\"en\"}",
      ])
  }

  @Test func whoeverBeginsTheCallChoosesFirst() async throws {
    let call = try await play("begins-in-cantonese")
    #expect(speeches(call).first == "yue-Hant-HK 你嘅結餘係")
    #expect(call.record.language == "yue")
    #expect(try await play("begins-in-french").record.language == "fr")
    #expect(try await play("english").record.language == "en")
  }
}
