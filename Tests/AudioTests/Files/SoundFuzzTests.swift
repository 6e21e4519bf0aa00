import Testing

@testable import Audio

/// Whatever the bytes: a fault, or a sound of the length that the header gave, and never a crash.
@Suite struct SoundFuzzTests {
  static let seeds: [(String, [UInt8])] = {
    let tone = WrittenSound.tone(frames: 300)
    return [
      ("a.wav", WrittenSound.wav(WrittenSound.encoded(tone, .pcm16))),
      ("a.wav", WrittenSound.wav(WrittenSound.encoded(tone, .float32), .float32, rate: 44100, channels: 2)),
      (
        "a.wav",
        WrittenSound.wav(WrittenSound.encoded(tone, .aLaw), .aLaw, before: Array("LIST".utf8) + [2, 0, 0, 0, 1, 2])
      ),
      ("a.au", WrittenSound.au(WrittenSound.encoded(tone, .pcm24, isBigEndian: true), coding: 4, rate: 11025)),
      ("a.ul", WrittenSound.encoded(tone, .uLaw)),
    ]
  }()

  @Test(arguments: 0..<5) func mutated(_ index: Int) throws {
    let (name, seed) = Self.seeds[index]
    var random = SeededGenerator(UInt64(100 + index))
    var (played, refused) = (0, 0)
    for _ in 0..<800 {
      var bytes = seed
      // Mostly in the header, where it matters.
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let end = Bool.random(using: &random) ? bytes.count : min(60, bytes.count)
        guard end > 0 else { break }
        let place = Int.random(in: 0..<end, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(.random(in: 0...255, using: &random), at: place)
        case 3: bytes[place] = [0, 0xFF, 0x7F, 0x80, 1].randomElement(using: &random) ?? 0
        default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      }
      do throws(SoundFault) {
        let file = try SoundFile(bytes: bytes, name: name).checked()
        let count = try file.stream(gain: 1.5).all().count
        #expect(count == file.length)
        played += 1
      } catch {
        #expect(error.name == name)
        #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
        refused += 1
      }
    }
    // Both ways were taken.
    #expect(played > 20)
    #expect(refused > 0)
  }
}
