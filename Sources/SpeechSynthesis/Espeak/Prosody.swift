import Glibc

/// The values of SSML's `prosody` and `emphasis` as factors of what is usual (SSML 1.0 §3.2.2, §3.2.4). What is written
/// wrongly changes nothing.
enum Prosody {
  /// Of the speed: `x-slow`…`x-fast`, `1.5` (a factor), `+10%`, `80%` (of the usual, as in SSML 1.1).
  static func rate(_ text: String?) -> Double {
    switch text {
    case "x-slow": return 0.5
    case "slow": return 0.75
    case "fast": return 1.35
    case "x-fast": return 1.8
    default: break
    }
    guard let change = Change(text) else { return 1 }
    switch (change.unit, change.isRelative) {
    case ("", false): return change.number
    case ("", true): return 1 + change.number
    case ("%", false): return change.number / 100
    case ("%", true): return 1 + change.number / 100
    default: return 1
    }
  }

  /// Of the pitch: `x-low`…`x-high`, `120Hz`, `+10Hz`, `+2st` (semitones), `+10%`.
  static func pitch(_ text: String?) -> Double {
    switch text {
    case "x-low": return 0.6
    case "low": return 0.8
    case "high": return 1.25
    case "x-high": return 1.6
    default: break
    }
    guard let change = Change(text) else { return 1 }
    switch (change.unit, change.isRelative) {
    case ("hz", false): return change.number / usualPitch
    case ("hz", true): return 1 + change.number / usualPitch
    case ("st", _): return exp2(change.number / 12)
    case ("%", false): return change.number / 100
    case ("%", true): return 1 + change.number / 100
    default: return 1
    }
  }

  /// Of the amplitude: `silent`, `x-soft`…`x-loud`, `0`…`100` where 100 is the usual, `+10`, `+10%`, `-6dB`.
  static func volume(_ text: String?) -> Double {
    switch text {
    case "silent": return 0
    case "x-soft": return 0.4
    case "soft": return 0.7
    case "loud": return 1.4
    case "x-loud": return 2
    default: break
    }
    guard let change = Change(text) else { return 1 }
    switch (change.unit, change.isRelative) {
    case ("", false), ("%", false): return change.number / 100
    case ("", true), ("%", true): return 1 + change.number / 100
    case ("db", _): return pow(10, change.number / 20)
    default: return 1
    }
  }

  /// - Returns: factors of speed, pitch and amplitude.
  static func emphasis(_ level: String?) -> (rate: Double, pitch: Double, volume: Double) {
    switch level {
    case "strong": (0.85, 1.15, 1.3)
    case "moderate": (0.92, 1.08, 1.15)
    case "reduced": (1.1, 0.96, 0.8)
    default: (1, 1, 1)
    }
  }

  /// Of a man's voice, in hertz.
  private static let usualPitch = 100.0

  /// A number with or without sign, and its unit in small letters.
  private struct Change {
    let number: Double
    let isRelative: Bool
    let unit: String

    init?(_ text: String?) {
      guard let text else { return nil }
      let digits = text.prefix { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
      guard digits.count < 16, let number = Double(digits) else { return nil }
      self.number = number
      isRelative = digits.first == "+" || digits.first == "-"
      unit = text.dropFirst(digits.count).filter { !$0.isWhitespace }.lowercased()
    }
  }
}
