public import CallInterface

/// A value as plain JSON: what is undefined, or no number, becomes `null`.
public struct PlainValue: Hashable, Codable, Sendable {
  public let value: DataValue

  public init(_ value: DataValue) {
    self.value = value
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
      self.stringValue = stringValue
    }

    init?(intValue: Int) {
      nil
    }
  }

  public init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      value = .object(
        try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
          DataValue.Member($0.stringValue, try object.decode(PlainValue.self, forKey: $0).value)
        })
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      value = .null
    } else if let boolean = try? single.decode(Bool.self) {
      value = .boolean(boolean)
    } else if let number = try? single.decode(Double.self) {
      value = .number(number)
    } else if let text = try? single.decode(String.self) {
      value = .string(text)
    } else {
      value = .array(try single.decode([PlainValue].self).map(\.value))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch value {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for member in members {
        try container.encode(PlainValue(member.value), forKey: Key(stringValue: member.name))
      }
    case .array(let elements):
      var container = encoder.singleValueContainer()
      try container.encode(elements.map(PlainValue.init))
    case .undefined, .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .boolean(let boolean):
      var container = encoder.singleValueContainer()
      try container.encode(boolean)
    case .number(let number):
      var container = encoder.singleValueContainer()
      if number.isFinite { try container.encode(number) } else { try container.encodeNil() }
    case .string(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
  }
}
