/// An ECMAScript value as plain data: what leaves a call (results, submitted values, interpretations).
public indirect enum DataValue: Hashable, Codable, Sendable {
  case undefined
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([DataValue])
  /// In order of definition.
  case object([Member])

  public struct Member: Hashable, Codable, Sendable {
    public let name: String
    public let value: DataValue

    public init(_ name: String, _ value: DataValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of an object, or `nil`.
  public subscript(name: String) -> DataValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }
}
