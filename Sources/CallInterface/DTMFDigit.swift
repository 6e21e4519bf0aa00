/// A key of the telephone: 0–9, `*`, `#`, and the A–D of the fourth column.
public enum DTMFDigit: Character, CaseIterable, Hashable, Sendable {
  case zero = "0", one = "1", two = "2", three = "3", four = "4"
  case five = "5", six = "6", seven = "7", eight = "8", nine = "9"
  case star = "*", pound = "#"
  case a = "A", b = "B", c = "C", d = "D"

  /// Lower-case a–d are read as their capitals.
  public init?(_ character: Character) {
    guard let digit = DTMFDigit(rawValue: character) ?? DTMFDigit(rawValue: Character(character.uppercased())) else {
      return nil
    }
    self = digit
  }
}

extension DTMFDigit: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.count == 1, let character = text.first, let digit = DTMFDigit(character) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a telephone key")
    }
    self = digit
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(String(rawValue))
  }
}
