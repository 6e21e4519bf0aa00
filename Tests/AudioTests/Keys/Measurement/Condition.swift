import Audio
import CallInterface

/// One row of the table of detection.
struct Condition {
  let name: String
  /// The least part of the presses that must be heard.
  let least: Double
  let series: KeySeries
  /// What the line plays meanwhile, of which `series` holds the echo.
  let played: Sound
  /// The knobs, of both receivers.
  let settings: DTMFDetectorSettings

  init(
    _ name: String, least: Double = 1, _ series: KeySeries, played: Sound = Sound(),
    settings: DTMFDetectorSettings = DTMFDetectorSettings()
  ) {
    self.name = name
    self.least = least
    self.series = series
    self.played = played
    self.settings = settings
  }

  static let rounds = 6

  static func all() -> [Condition] {
    levels + twists + widerTwists + deviations + noises + codecs + losses + overPrompts
  }

  private static var levels: [Condition] {
    stride(from: 0, through: -35, by: -5).map { level in
      Condition(
        "level \(signed(level)) dBm0 a tone",
        KeySeries(rounds: rounds, seed: 1, like: KeyTone(digit: .zero, level: Double(level))))
    }
  }

  /// spandsp's knobs stand at −8 dB (low tone stronger) and +4 dB (high tone stronger).
  private static var twists: [Condition] {
    stride(from: -8, through: 8, by: 2).map { twist in
      Condition(
        "twist \(signed(twist)) dB (high over low)", least: (-6...2).contains(twist) ? 1 : 0,
        KeySeries(rounds: rounds, seed: 2, like: KeyTone(digit: .zero, level: -12, twist: Double(twist))))
    }
  }

  private static var widerTwists: [Condition] {
    var settings = DTMFDetectorSettings()
    settings.forwardTwist = 10
    settings.reverseTwist = 10
    return [-8, 8].map { twist in
      Condition(
        "twist \(signed(twist)) dB, both knobs at 10 dB", least: 0.95,
        KeySeries(rounds: rounds, seed: 2, like: KeyTone(digit: .zero, level: -16, twist: Double(twist))),
        settings: settings)
    }
  }

  /// By columns, because this is where spandsp loses keys: see `SecondOpinion`.
  private static var deviations: [Condition] {
    let fourthColumn: [DTMFDigit] = [.a, .b, .c, .d]
    let keypad = DTMFDigit.allCases.filter { !fourthColumn.contains($0) }
    return [-1.5, -1, 1, 1.5].flatMap { deviation in
      [("0–9 * #", keypad), ("A–D", fourthColumn)].map { name, keys in
        Condition(
          "frequencies \(deviation < 0 ? "−" : "+")\(abs(deviation)) %, keys \(name)",
          KeySeries(rounds: rounds, of: keys, seed: 3, like: KeyTone(digit: .zero, deviation: deviation)))
      }
    }
  }

  private static var noises: [Condition] {
    [30, 25, 20, 15].map { ratio in
      var series = KeySeries(rounds: rounds, seed: 4)
      var random = SeededGenerator(UInt64(ratio))
      series.change { sound in
        var noisy = sound
        noisy.addNoise(below: -10, by: Double(ratio), &random)
        return noisy
      }
      return Condition("white noise, \(ratio) dB under the key", series)
    }
  }

  private static var codecs: [Condition] {
    [(G711.aLaw, "A-law"), (.muLaw, "µ-law")].flatMap { law, name in
      [-10.0, -30].map { level in
        var series = KeySeries(rounds: rounds, seed: 5, like: KeyTone(digit: .zero, level: level))
        series.change { $0.coded(law) }
        return Condition("G.711 \(name), \(signed(Int(level))) dBm0", series)
      }
    }
  }

  private static var losses: [Condition] {
    [(320, 40), (800, 100)].map { samples, milliseconds in
      var series = KeySeries(rounds: rounds, tone: samples, pause: samples, seed: 6)
      var random = SeededGenerator(60)
      series.change { $0.losing(0.03, &random) }
      return Condition("3 % of the packets lost and concealed, keys of \(milliseconds) ms", least: 0.9, series)
    }
  }

  /// Keys of 100 ms over the echo of a voice that we play at −15 dBm0.
  private static var overPrompts: [Condition] {
    var random = SeededGenerator(70)
    let voice = Sound.voice(seconds: 14, level: -15, &random)
    return [(-10, 12), (-20, 12), (-20, 20), (-30, 20)].map { level, loss in
      var series = KeySeries(
        rounds: 4, tone: 800, pause: 800, seed: 7, like: KeyTone(digit: .zero, level: Double(level)))
      series.change { sound in
        var heard = sound
        heard.add(voice, at: 480, loss: Double(loss))
        return heard
      }
      return Condition(
        "key of 100 ms at \(signed(level)) dBm0 over a prompt's echo, \(loss) dB loss", least: level == -10 ? 1 : 0.75,
        series,
        played: voice)
    }
  }

  static func signed(_ number: Int) -> String {
    number < 0 ? "−\(-number)" : number > 0 ? "+\(number)" : "0"
  }
}
