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

  /// What we play comes back and holds keys: digits sent to an exchange, a prompt with a recorded call in it, music.
  static func echoes() -> [FalseKeys] {
    let keys = KeySeries(rounds: 4, tone: 800, pause: 800, seed: 8).sound
    var random = SeededGenerator(51)
    let music = Music.flute.playNearKeys(&random)
    return [6, 12, 20].flatMap { loss in
      [("keys", keys), ("two flutes", music)].map { name, played in
        var row = FalseKeys("echo of \(name) that we play ourselves, \(loss) dB loss, 60 ms there and back")
        row.hearEcho(of: played, loss: Double(loss))
        return row
      }
    }
  }

  mutating func hearEcho(of played: Sound, loss: Double) {
    var heard = Sound()
    heard.silence(played.samples.count + 480)
    heard.add(played, at: 480, loss: loss)
    hear(heard, playing: played)
  }

  /// As the caller's own, and as the echo of what we say.
  static func speech(minutes: Double) throws -> [FalseKeys] {
    try Speech.languages.flatMap { language in
      var spoken = FalseKeys("speech, \(language)")
      var echo = FalseKeys("echo of our own speech, \(language), 6 dB loss")
      for piece in try Speech.pieces(language, minutes: minutes, seed: 9) {
        spoken.hear(piece)
        echo.hearEcho(of: piece, loss: 6)
      }
      return [spoken, echo]
    }
  }
}
