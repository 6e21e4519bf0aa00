/// The header fields of a message in their order, names in full (RFC 3261 §7.3).
public struct SIPHeaders: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public var fields: [Field]

  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// Lines of `Name: value`; others are passed over.
  init(lines: String) {
    fields = lines.parts("\n").compactMap { line in
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = line[..<colon].trimmed
      return name.isEmpty ? nil : Field(name: name, value: line[line.utf8.index(after: colon)...].trimmed)
    }
  }

  /// The first field of the name, compared without regard to case.
  public subscript(name: String) -> String? {
    fields.first { $0.name.isSame(name) }?.value
  }

  /// All fields of the name in their order, whole: those of authentication have commas of their own.
  public func whole(_ name: String) -> [String] {
    fields.filter { $0.name.isSame(name) }.map(\.value)
  }

  /// All values of the name in their order; a list in one field counts as several (RFC 3261 §7.3.1).
  public func list(_ name: String) -> [String] {
    whole(name).flatMap { $0.split(outsideOfQuotes: ",") }
  }
}

extension SIPHeaders {
  /// Fields to send, as `Name: value` lines with CRLF; `nil` where there are none. A name that is no token is left
  /// out, and a value cannot begin a new line: both may come out of a flow.
  var wireText: String? {
    let lines = fields.filter { $0.name.isSIPToken }.map { "\($0.name): \($0.value.onOneLine)\r\n" }
    return lines.isEmpty ? nil : lines.joined()
  }
}
