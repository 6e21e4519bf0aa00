/// What names a call on its AudioSocket connection: 128 bits that the dialplan chose.
public struct CallUUID: Hashable, Sendable, CustomStringConvertible {
  /// The upper and the lower half, as the sixteen bytes are read.
  public let words: (upper: UInt64, lower: UInt64)

  public init(upper: UInt64, lower: UInt64) {
    words = (upper, lower)
  }

  /// As `40325ec2-5efd-4bd3-805f-53576e581d13`, in small letters or capitals.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.count) == [8, 4, 4, 4, 12], text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let upper = UInt64(groups[0] + groups[1] + groups[2], radix: 16),
      let lower = UInt64(groups[3] + groups[4], radix: 16)
    else { return nil }
    self.init(upper: upper, lower: lower)
  }

  /// Sixteen bytes, the first one first.
  var bytes: [UInt8] {
    [words.upper, words.lower].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
  }

  /// In small letters, with its four hyphens.
  public var description: String {
    let digits = [words.upper, words.lower].map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }

  public static func == (a: CallUUID, b: CallUUID) -> Bool { a.words == b.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.upper)
    hasher.combine(words.lower)
  }
}
