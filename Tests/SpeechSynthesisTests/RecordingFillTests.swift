import CallInterface
import Foundation
import Testing

@testable import SpeechSynthesis

@Suite struct RecordingFillTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
  }

  private func recording(
    _ id: String, state: Recording.State = .missing, language: String = "en", isFixed: Bool = true
  ) -> Recording {
    Recording(
      id: id, language: language, words: "Hello \(id)", file: folder.file("Prompts/en/\(id).wav"), state: state,
      uses: [], notes: [], isFixed: isFixed)
  }

  private func outcomes(_ recordings: [Recording], voice: any Voice) async throws -> [String: String] {
    let fill = RecordingFill(voice: voice) { sound throws(VoiceFault) in
      [Int16](repeating: 258, count: sound.sampleCount)
    }
    let told = Told()
    try await fill.fill(recordings, atOnce: 2) { recording, outcome in
      await told.note(recording.id, "\(outcome)")
    }
    return await told.outcomes
  }

  @Test func onlyWhatIsMissingIsFilled() async throws {
    try folder.write("Prompts/en/raced.wav", "a person's")
    let recordings = [
      recording("a"), recording("b", state: .recorded), recording("c", state: .elsewhere), recording("raced"),
      recording("open", isFixed: false), recording("foreign", language: "de"), recording("z"),
    ]
    let outcomes = try await outcomes(recordings, voice: SomeVoice())
    #expect(
      outcomes == [
        "a": "filled", "raced": "alreadyThere", "open": "impossible", "z": "filled",
        "foreign": "failed(\(VoiceFault.unsupportedLanguage("de")))",
      ])
    #expect(try folder.bytes("Prompts/en/raced.wav") == Array("a person's".utf8))
    let wave = try #require(Wave(streamed: folder.bytes("Prompts/en/a.wav")))
    #expect(wave == Wave(sampleRate: 8000, samples: [2, 1, 2, 1, 2, 1]))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("Prompts/en")).sorted()
    #expect(names == ["a.wav", "raced.wav", "z.wav"])
  }

  @Test func withoutASynthesiserNothingIsFilled() async throws {
    await #expect(throws: VoiceFault.missing(program: "espeak-ng")) {
      try await outcomes([recording("a"), recording("b")], voice: SomeVoice(isMissing: true))
    }
    #expect(try folder.names().isEmpty)
  }

  private struct SomeVoice: Voice {
    var isMissing = false

    func speak(_ speech: Speech) async throws -> SpokenSound {
      if isMissing { throw VoiceFault.missing(program: "espeak-ng") }
      guard speech.language == "en" else { throw VoiceFault.unsupportedLanguage(speech.language) }
      return SpokenSound(path: "/nowhere", sampleRate: 8000, sampleCount: 3)
    }
  }

  private actor Told {
    private(set) var outcomes: [String: String] = [:]

    func note(_ id: String, _ outcome: String) {
      outcomes[id] = outcome
    }
  }
}
