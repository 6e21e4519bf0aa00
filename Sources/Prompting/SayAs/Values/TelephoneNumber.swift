/// A telephone number in the groups in which it is spoken (VoiceXML 2.0 appendix P: `phone`).
struct TelephoneNumber: Hashable, Sendable {
  /// Whether a `+` and then the country code stand before it.
  let isInternational: Bool
  let groups: [[DialKey]]
  let extensionGroups: [[DialKey]]

  /// Digits, `*` and `#`, with blanks, hyphens, points, slashes and brackets between groups; a leading `+`; an extension
  /// behind `x` or `ext`. What is written in one group and too long for one breath is put into the usual groups.
  /// - Parameter isAmerican: eleven digits may be the country code and a number of North America.
  init?(_ text: String, isAmerican: Bool) {
    var number = text.lowercased()[...]
    var extensionText: Substring?
    if let mark = number.firstIndex(where: { $0 == "x" || $0 == "e" }) {
      var rest = number[mark...]
      number = number[..<mark]
      for name in ["extension", "ext.", "ext", "x"] where rest.hasPrefix(name) {
        rest.removeFirst(name.count)
        extensionText = rest
        break
      }
      if extensionText == nil { return nil }
    }
    while number.last == " " { number.removeLast() }
    isInternational = number.first == "+"
    if isInternational { number.removeFirst() }
    guard let written = DialKey.groups(number, separators: Self.separators) else { return nil }
    let isAmerican = isAmerican && !isInternational
    if isInternational, written.count == 1, let only = written.first {
      groups = Self.international(only)
    } else {
      groups = written.flatMap { group in
        group.count > Self.longestGroup ? Self.usual(group, isAmerican: isAmerican) : [group]
      }
    }
    guard let extensionText else {
      extensionGroups = []
      return
    }
    guard let extensionGroups = DialKey.groups(extensionText) else { return nil }
    self.extensionGroups = extensionGroups
  }

  private static let longestGroup = 6
  private static let separators: Set<Character> = [" ", "-", ".", "/", "(", ")"]

  /// The usual groups: mobiles in China 3-4-4, in Hong Kong 4-4, in America 3-3-4.
  private static func usual(_ keys: [DialKey], isAmerican: Bool) -> [[DialKey]] {
    switch keys.count {
    case 0...6: [keys]
    case 7: split(keys, [3, 4])
    case 8: split(keys, [4, 4])
    case 9: split(keys, [3, 3, 3])
    case 10: split(keys, [3, 3, 4])
    case 11: split(keys, isAmerican && keys.first == .digit(1) ? [1, 3, 3, 4] : [3, 4, 4])
    default: stride(from: 0, to: keys.count, by: 4).map { Array(keys[$0..<min($0 + 4, keys.count)]) }
    }
  }

  /// The country code, then the rest as usual.
  private static func international(_ keys: [DialKey]) -> [[DialKey]] {
    let length = countryCodeLength(keys)
    guard keys.count > length else { return [keys] }
    return [Array(keys.prefix(length))] + usual(Array(keys.dropFirst(length)), isAmerican: false)
  }

  /// ITU-T E.164: zones 1 and 7 have one digit, the others two, or three where the two are not given to a country.
  private static func countryCodeLength(_ keys: [DialKey]) -> Int {
    guard keys.count >= 2, case .digit(let zone) = keys[0], case .digit(let second) = keys[1] else { return keys.count }
    if zone == 1 || zone == 7 { return 1 }
    return twoDigitCodes.contains(zone * 10 + second) ? 2 : 3
  }

  private static let twoDigitCodes: Set<Int> = [
    20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62,
    63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
  ]

  private static func split(_ keys: [DialKey], _ lengths: [Int]) -> [[DialKey]] {
    var rest = keys[...]
    return lengths.map { length in
      let group = Array(rest.prefix(length))
      rest = rest.dropFirst(length)
      return group
    }
  }
}
