import Audio
import CallInterface

/// Sound in which nobody presses a key, and how many keys were heard in it.
struct FalseKeys {
  let name: String
  var seconds = 0.0
  var ours = 0
  var bare = 0

  init(_ name: String) { self.name = name }

  mutating func hear(_ sound: Sound, playing played: Sound = Sound()) {
    seconds += Double(sound.samples.count) / 8000
    ours += ourHearings(sound, playing: played).count
    bare += bareHearings(sound).count
  }

  static func tones() -> [FalseKeys] {
    TonePlan.all.map { plan in
      var row = FalseKeys("tones of \(plan.country): dial, ring-back, busy, congestion, special information")
      for tone in [plan.dial, plan.ringBack, plan.busy, plan.congestion, plan.specialInformation] {
        row.hear(Sound.of(tone, seconds: 8))
      }
      return row
    }
  }

  static func music(seconds: Double) -> [FalseKeys] {
    Music.allCases.enumerated().map { number, instrument in
      var row = FalseKeys("music, two voices: \(instrument.rawValue)")
      var random = SeededGenerator(UInt64(50 + number))
      row.hear(instrument.play(seconds: seconds, &random))
      return row
    }
  }

  static func musicNearKeys() -> [FalseKeys] {
    Music.allCases.map { instrument in
      var row = FalseKeys("two notes up to 3.5 % off a key's tones: \(instrument.rawValue)")
      var random = SeededGenerator(51)
      row.hear(instrument.playNearKeys(&random))
      return row
    }
  }

  /// What we play comes back and holds keys: digits sent to an exchange, or a prompt with a recorded call in it.
  static func echoes() -> [FalseKeys] {
    [6, 12, 20].map { loss in
      var row = FalseKeys("echo of keys that we play ourselves, \(loss) dB loss, 60 ms there and back")
      let played = KeySeries(rounds: 4, tone: 800, pause: 800, seed: 8).sound
      var heard = Sound()
      heard.silence(played.samples.count + 480)
      heard.add(played, at: 480, loss: Double(loss))
      row.hear(heard, playing: played)
      return row
    }
  }

  static func speech(minutes: Double) throws -> [FalseKeys] {
    try Speech.languages.map { language in
      var row = FalseKeys("speech, \(language)")
      for piece in try Speech.pieces(language, minutes: minutes, seed: 9) {
        row.hear(piece)
      }
      return row
    }
  }
}
