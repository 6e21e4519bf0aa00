import CallInterface
import Prompting
import Testing

/// The words for a text, `nil` where it does not fit.
/// - Parameter type: `interpret-as`, then perhaps `:format` and `:detail`, each perhaps empty.
func say(_ text: String, _ type: String, _ language: String) -> String? {
  pieces(text, type, language).map { SayAs.words($0, language: language) }
}

func pieces(_ text: String, _ type: String, _ language: String) -> [SpokenPiece]? {
  var name = type
  let prefix = name.hasPrefix("vxml:") ? "vxml:" : ""
  name.removeFirst(prefix.count)
  let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  let style = SpeechStyle.SayAs(
    interpretAs: prefix + parts[0], format: parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil,
    detail: parts.count > 2 ? parts[2] : nil)
  return SayAs.pieces(text, style, language: language)
}

struct Spoken: CustomTestStringConvertible, Sendable {
  let text: String
  let type: String
  let words: String?
  let language: String

  init(_ text: String, _ type: String, _ words: String?, _ language: String) {
    self.text = text
    self.type = type
    self.words = words
    self.language = language
  }

  var testDescription: String { "\(type) \(text) in \(language)" }
}

/// SplitMix64: the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
