import CallInterface

/// The texts of secrets, and where they stand in other texts: the second net, for whatever way a secret may have taken.
/// Spellings that are found: as it is, spaced, grouped, without leading zeros, percent-encoded, in any case of letters.
struct SecretTexts {
  private struct Secret {
    /// Without separators, in lower case.
    let core: [UInt8]
    /// How many separators may stand between two of its characters.
    let gap: Int
  }
  /// Shorter ones would conceal half of every text.
  static let shortest = 3
  /// From this length on a text that has it is taken to have it from there: shorter ones turn up by chance.
  static let telling = 6
  private static let words: Set<String> = ["true", "false", "null", "undefined", "nan", "[object object]"]

  /// The longest first.
  private var secrets: [Secret] = []
  /// By byte, whether a secret begins with it; empty while there is none.
  private var begins: [Bool] = []

  var isEmpty: Bool { secrets.isEmpty }

  mutating func learn(_ text: String) {
    guard !Self.words.contains(text.lowercased()) else { return }
    let core = Self.core(of: text)
    add(core)
    if core.allSatisfy(Self.isDigit) { add(Array(core.drop { $0 == UInt8(ascii: "0") })) }
    add(Self.core(of: SubmitEncoding.percentEncoded(text)))
  }

  private mutating func add(_ core: [UInt8]) {
    guard core.count >= Self.shortest, !secrets.contains(where: { $0.core == core }) else { return }
    if begins.isEmpty { begins = Array(repeating: false, count: 256) }
    secrets.append(Secret(core: core, gap: core.count < Self.telling ? 1 : 4))
    secrets.sort { $0.core.count > $1.core.count }
    begins[Int(core[0])] = true
  }

  /// The text with every secret in it concealed.
  func conceal(_ text: String) -> String {
    guard !isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var kept = 0
    var at = 0
    while at < bytes.count {
      guard begins[Int(Self.lowered(bytes[at]))], let end = end(of: nil, at: at, in: bytes) else {
        at += 1
        continue
      }
      result += bytes[kept..<at]
      result += Array(Concealed.text.utf8)
      at = end
      kept = end
    }
    return kept == 0 ? text : String(decoding: result + bytes[kept...], as: UTF8.self)
  }

  /// Whether a text has a secret in it that is too long to be there by chance.
  func occur(in text: String) -> Bool {
    guard !isEmpty else { return false }
    let bytes = Array(text.utf8)
    return bytes.indices.contains { at in
      begins[Int(Self.lowered(bytes[at]))] && end(of: Self.telling, at: at, in: bytes) != nil
    }
  }

  private func end(of length: Int?, at start: Int, in bytes: [UInt8]) -> Int? {
    for secret in secrets where secret.core.count >= length ?? 0 {
      if let end = Self.end(of: secret, at: start, in: bytes) { return end }
    }
    return nil
  }

  private static func end(of secret: Secret, at start: Int, in bytes: [UInt8]) -> Int? {
    var at = start
    for (place, byte) in secret.core.enumerated() {
      var gap = 0
      while place > 0, at < bytes.count, gap < secret.gap, isSeparator(bytes[at]), lowered(bytes[at]) != byte {
        gap += 1
        at += 1
      }
      guard at < bytes.count, lowered(bytes[at]) == byte else { return nil }
      at += 1
    }
    return at
  }

  private static func core(of text: String) -> [UInt8] {
    text.utf8.filter { !isSeparator($0) }.map(lowered)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "["), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
