import Foundation

/// A secret that no text has by chance, and what betrays it: itself, backwards, doubled or in words, apart or
/// percent-encoded.
struct Marker {
  let digits: String
  private let traces: [Data]

  init(random: inout SplitMix64) {
    // None of its digits is zero, so that it is the same as a number; none repeats the one before.
    var digits: [Int] = []
    while digits.count < 9 {
      let digit = 1 + random.below(9)
      if digit != digits.last { digits.append(digit) }
    }
    self.digits = digits.map(String.init).joined()
    let doubled = String((Int(self.digits) ?? 0) * 2)
    let words = digits.map { SecretCaller.words[$0] }.joined()
    traces = [self.digits, String(self.digits.reversed()), doubled, words].map { Data($0.utf8) }
  }

  /// The line of a text that betrays it; `nil` where none does.
  func trace(in text: String) -> String? {
    // Most texts are innocent: they are looked at as a whole, where a line end stands between what two lines have.
    guard isIn(text) else { return nil }
    return text.split(separator: "\n").lazy.map(String.init).first(where: isIn) ?? text
  }

  private func isIn(_ text: String) -> Bool {
    var plain: [UInt8] = []
    plain.reserveCapacity(text.utf8.count)
    var escape = 0
    for byte in text.utf8 {
      // A percent-encoded separator: the sign and what stands behind it are left out.
      if byte == UInt8(ascii: "%") { escape = 3 }
      if escape > 0 {
        escape -= 1
      } else if !Self.separators.contains(byte) {
        plain.append(byte)
      }
    }
    let data = Data(plain)
    return traces.contains { data.range(of: $0) != nil }
  }

  private static let separators = Array(" -,;\\\"'[]".utf8)
}
