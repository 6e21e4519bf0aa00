/// What a digit string is made of.
enum DialKey: Hashable, Sendable {
  /// 0 to 9.
  case digit(Int)
  case star
  case hash

  init?(_ character: Character) {
    switch character {
    case "*": self = .star
    case "#": self = .hash
    default:
      guard let digit = character.asciiDigit else { return nil }
      self = .digit(digit)
    }
  }

  /// Keys in groups with blanks or hyphens between them; `nil` if anything else is there, or nothing.
  static func groups(_ text: some StringProtocol, separators: Set<Character> = [" ", "-"]) -> [[DialKey]]? {
    var groups: [[DialKey]] = []
    for part in text.split(whereSeparator: separators.contains) {
      var keys: [DialKey] = []
      for character in part {
        guard let key = DialKey(character) else { return nil }
        keys.append(key)
      }
      groups.append(keys)
    }
    return groups.isEmpty ? nil : groups
  }
}
