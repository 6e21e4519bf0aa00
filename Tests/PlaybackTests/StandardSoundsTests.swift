import Audio
import CallInterface
import CallRuntime
import Foundation
import Playback
import SpeechSynthesis
import Synchronization
import Testing

@Suite struct StandardSoundsTests {
  /// What is heard of some segments, and what was told about them.
  private struct Heard {
    var samples: [Int16] = []
    var marks: [String] = []
    var problems: [String] = []
  }

  private final class Problems: Sendable {
    let all = Mutex<[String]>([])
  }

  private static func hear(_ segments: [PromptSegment], _ sounds: StandardSounds) async throws -> Heard {
    var heard = Heard()
    let problems = Problems()
    for segment in segments {
      for piece in await sounds.pieces(of: segment, problem: { text in problems.all.withLock { $0.append(text) } }) {
        switch piece {
        case .mark(let name): heard.marks.append(name)
        case .silence(let count): heard.samples += [Int16](repeating: 0, count: count)
        case .sound(let stream):
          var frame = [Int16](repeating: 0, count: AudioFrame.samples)
          while !stream.isAtEnd {
            _ = try stream.fill()
            let count = frame.withUnsafeMutableBufferPointer { stream.take(into: $0) }
            heard.samples += frame[..<count]
          }
        }
      }
    }
    heard.problems = problems.all.withLock { $0 }
    return heard
  }

  private static func sounds(
    voice: (any Voice)? = nil, recordings: PromptRecordings? = nil, levelling: VolumeLevelling? = nil,
    shelf: CheckedSounds = CheckedSounds()
  ) -> StandardSounds {
    StandardSounds(
      loader: StandardLoader { 1_799_028_000_000 }, session: FetchSession { 1_799_028_000_000 }, voice: voice,
      recordings: recordings, levelling: levelling, shelf: shelf)
  }

  private static func voice(in folder: Folder) -> RuleVoice {
    RuleVoice(cache: VoiceCache(folder: folder.path + "/voice"))
  }

  private static func words(_ text: String, sayAs: String? = nil) -> PromptSegment {
    var style = SpeechStyle()
    style.sayAs = sayAs.map { SpeechStyle.SayAs(interpretAs: $0) }
    return .speech(Speech(text: text, language: "en", style: style))
  }

  @Test func filesAreHeardToTheSample() async throws {
    let folder = try Folder()
    let uri = try folder.write(Wave.ramp(1234), to: "a sound.wav")
    let heard = try await Self.hear(
      [
        .mark("a"), .audio(uri: uri, fallback: []), .silence(.milliseconds(5)), .mark("b"),
        .audio(uri: uri, fallback: []),
      ],
      Self.sounds())
    #expect(heard.samples == Wave.ramp(1234) + [Int16](repeating: 0, count: 40) + Wave.ramp(1234))
    #expect(heard.marks == ["a", "b"] && heard.problems.isEmpty)
  }

  /// Whatever is wrong with a sound, it is told with its name, and its fallback is heard.
  @Test(
    arguments: [
      nil, [], Array("RIFF".utf8), Array("<html>404</html>".utf8), Array(Wave.bytes([1, 2, 3]).prefix(30)),
      [UInt8](repeating: 0, count: 5000),
    ] as [[UInt8]?])
  func aBrokenSoundBecomesItsFallback(bytes: [UInt8]?) async throws {
    let folder = try Folder()
    let uri = folder.uri("broken.wav")
    if let bytes { try folder.write(bytes, to: "broken.wav") }
    let other = try folder.write(Wave.ramp(500), to: "other.wav")
    let heard = try await Self.hear([.audio(uri: uri, fallback: [.audio(uri: other, fallback: [])])], Self.sounds())
    #expect(heard.samples == Wave.ramp(500))
    #expect(heard.problems.count == 1)
    #expect(heard.problems.allSatisfy { $0.contains("broken.wav") })
  }

  @Test func theLastFallbackIsAVoice() async throws {
    let folder = try Folder()
    let (one, two) = (folder.uri("one.wav"), "unknown:two")
    let heard = try await Self.hear(
      [.audio(uri: one, fallback: [.audio(uri: two, fallback: [Self.words("Good morning.")])])],
      Self.sounds(voice: Self.voice(in: folder)))
    #expect(heard.samples.count == RuleVoice.sampleCount(of: "Good morning."))
    #expect(heard.samples.contains { $0 > 100 })
    #expect(heard.problems.count == 2 && heard.problems[0].contains(one) && heard.problems[1].contains(two))
  }

  @Test func withoutAVoiceTheRestIsHeard() async throws {
    let folder = try Folder()
    let uri = try folder.write(Wave.ramp(300), to: "a.wav")
    let heard = try await Self.hear([Self.words("Hello there."), .audio(uri: uri, fallback: [])], Self.sounds())
    #expect(heard.samples == Wave.ramp(300))
    #expect(heard.problems == ["there is no voice for: Hello there."])
  }

  /// The web is asked once as long as it says that its answer is fresh.
  @Test func soundsOfTheWebAreKept() async throws {
    let sound = Wave.ramp(2000)
    let fresh = [("Cache-Control", "max-age=60"), ("Content-Type", "audio/x-wav")]
    try await SoundServer.run([
      "/a.wav": .init(headers: fresh, body: Wave.bytes(sound)), "/text.wav": .init(body: Array("sorry".utf8)),
    ]) { server in
      let sounds = Self.sounds()
      let both: [PromptSegment] = [
        .audio(uri: server.base + "/a.wav", fallback: []), .audio(uri: server.base + "/a.wav", fallback: []),
      ]
      let heard = try await Self.hear(both, sounds)
      #expect(heard.samples == sound + sound && heard.problems.isEmpty)
      #expect(server.asked == ["/a.wav"])
      // What is no sound, and what is not there.
      for name in ["/text.wav", "/none.wav"] {
        let heard = try await Self.hear([.audio(uri: server.base + name, fallback: [.silence(.seconds(1))])], sounds)
        #expect(heard.samples.count == 8000)
        #expect(heard.problems.count == 1 && heard.problems.allSatisfy { $0.contains(name) })
      }
    }
  }

  @Test func aFileThatChangesIsReadAnew() async throws {
    let folder = try Folder()
    let shelf = CheckedSounds()
    for count in [400, 700, 100] {
      let uri = try folder.write(Wave.ramp(count), to: "a.wav")
      for _ in 0..<2 {
        let heard = try await Self.hear([.audio(uri: uri, fallback: [])], Self.sounds(shelf: shelf))
        #expect(heard.samples == Wave.ramp(count))
      }
    }
  }

  /// A prompt of a file that is known is in memory; one that is long is decoded as it is heard.
  @Test func soundsThatAreNotLongNeedNoFilling() async throws {
    let folder = try Folder()
    let shelf = CheckedSounds()
    for (length, isKept) in [(8000, true), (120 * 8000, true), (120 * 8000 + 1, false)] {
      let uri = try folder.write(Wave.ramp(length), to: "\(length).wav")
      let pieces = await Self.sounds(shelf: shelf).pieces(of: .audio(uri: uri, fallback: [])) { Issue.record("\($0)") }
      guard case .sound(let stream) = try #require(pieces.first) else {
        Issue.record("no sound")
        continue
      }
      #expect(stream.wantsFilling != isKept)
      #expect(stream.buffered == (isKept ? length : 0))
    }
  }

  /// More than there is room for: what was first goes, and is heard all the same.
  @Test func roomForSoundsIsLimited() async throws {
    let folder = try Folder()
    let shelf = CheckedSounds(room: 40_000)
    let uris = try (0..<4).map { try folder.write(Wave.ramp(8000, from: Int16($0)), to: "\($0).wav") }
    for uri in uris + [uris[0]] {
      let heard = try await Self.hear([.audio(uri: uri, fallback: [])], Self.sounds(shelf: shelf))
      #expect(heard.samples.count == 8000 && heard.problems.isEmpty)
      #expect([16_000, 32_000].contains(shelf.bytesInMemory))
    }
  }

  /// A number is made of the recordings of its digits; one that is missing is spoken.
  @Test func valuesAreMadeOfRecordings() async throws {
    let folder = try Folder()
    let digits = (0...9).map { Wave.ramp(500 + $0, from: Int16($0 * 100)) }
    var manifest = "# id\tfile\twords\n"
    for (digit, samples) in digits.enumerated() where digit != 7 {
      manifest += "digit.\(digit)\tdigit.\(digit).wav\t\(digit)\n"
      try folder.write(samples, to: "Prompts/en/digit.\(digit).wav")
    }
    manifest += "digit.7\tdigit.7.wav\tseven\n"
    try folder.write(manifest, to: "Prompts/en/prompts.tsv")
    let recordings = PromptRecordings(folder: folder.path + "/Prompts")
    let sounds = Self.sounds(voice: Self.voice(in: folder), recordings: recordings)
    let spoken = try await Self.hear([Self.words("402", sayAs: "digits")], sounds)
    #expect(spoken.problems.isEmpty)
    let whole = digits[4] + digits[0] + digits[2]
    #expect(spoken.samples.filter { $0 != 0 } == whole.filter { $0 != 0 })
    // Plain words are the voice's.
    let plain = try await Self.hear([Self.words("402")], sounds)
    #expect(plain.samples.count == RuleVoice.sampleCount(of: "402"))
    let missing = try await Self.hear([Self.words("47", sayAs: "digits")], sounds)
    #expect(missing.samples.starts(with: digits[4]) && missing.samples.count > digits[4].count + 500)
  }

  /// Recordings come out at −20 dBm0, of which a sine has its peak at 2,283, but are changed by 12 dB at most.
  @Test(arguments: [(1000, 2283), (2283, 2283), (8000, 2283), (24_000, 6028), (200, 796)])
  func recordingsAreBroughtToOneLoudness(peak: Int, heardPeak: Int) async throws {
    let folder = try Folder()
    let tone = (0..<16_000).map { Int16(Double(peak) * sin(Double($0) * 0.35)) }
    let uri = try folder.write(tone, to: "tone.wav")
    let heard = try await Self.hear([.audio(uri: uri, fallback: [])], Self.sounds(levelling: VolumeLevelling()))
    #expect(abs(Int(heard.samples.max() ?? 0) - heardPeak) * 20 <= heardPeak)
    let plain = try await Self.hear([.audio(uri: uri, fallback: [])], Self.sounds())
    #expect(plain.samples == tone)
  }
}
