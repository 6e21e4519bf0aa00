/// Why a text is no session description.
public enum SDPFault: Error, Hashable, Sendable {
  /// More bytes, lines, media or formats than anybody needs.
  case tooLarge
  /// Not `x=…`, a type that does not exist, or one in the wrong place. Lines count from 1.
  case badLine(Int)
  /// `v=`, `o=` or `s=` is not there.
  case missing(Character)
}

extension SDPSession {
  /// What is read at most.
  public enum Limits {
    public static let bytes = 16_384
    public static let lines = 512
    public static let media = 16
    public static let formats = 64
  }

  /// Reads a description. Tolerated, because telephones do it: no `t=`, no carriage returns, empty lines at the end.
  public init(reading text: String) throws(SDPFault) {
    guard text.utf8.count <= Limits.bytes else { throw .tooLarge }
    var reader = SDPReader()
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard number <= Limits.lines else { throw .tooLarge }
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      try reader.take(Substring(bytes), number)
    }
    self = try reader.finish()
  }
}

/// Line by line through a description.
private struct SDPReader {
  var hasVersion = false
  var hasName = false
  var hasEnded = false
  var origin: SDPSession.Origin?
  var connection: SDPConnection?
  var attributes: [SDPSession.Attribute] = []
  var media: [SDPMedia] = []

  mutating func take(_ line: Substring, _ number: Int) throws(SDPFault) {
    if line.isEmpty {
      hasEnded = true
      return
    }
    // An empty line within would hide what follows from some readers and not from others.
    guard !hasEnded, let type = line.first, line.dropFirst().first == "=" else { throw .badLine(number) }
    let value = line.dropFirst(2)
    guard type == "v" ? !hasVersion : hasVersion else { throw hasVersion ? .badLine(number) : .missing("v") }
    switch type {
    case "v":
      guard value == "0" else { throw .badLine(number) }
      hasVersion = true
    case "o":
      guard origin == nil, media.isEmpty, let read = Self.origin(value) else { throw .badLine(number) }
      origin = read
    case "s":
      guard media.isEmpty else { throw .badLine(number) }
      hasName = true
    case "c":
      guard let read = Self.connection(value) else { throw .badLine(number) }
      if media.isEmpty {
        connection = read
      } else if media[media.count - 1].connection == nil {
        // Further ones are layers of the same medium.
        media[media.count - 1].connection = read
      }
    case "m":
      guard media.count < SDPSession.Limits.media else { throw .tooLarge }
      media.append(try Self.medium(value, number))
    case "a":
      guard let attribute = Self.attribute(value) else { throw .badLine(number) }
      if media.isEmpty {
        attributes.append(attribute)
      } else {
        media[media.count - 1].attributes.append(attribute)
      }
    case "t", "i", "u", "e", "p", "b", "r", "z", "k":
      break
    default:
      throw .badLine(number)
    }
  }

  func finish() throws(SDPFault) -> SDPSession {
    guard hasVersion else { throw .missing("v") }
    guard let origin else { throw .missing("o") }
    guard hasName else { throw .missing("s") }
    return SDPSession(origin: origin, connection: connection, attributes: attributes, media: media)
  }

  private static func origin(_ value: Substring) -> SDPSession.Origin? {
    let words = value.parts(" ")
    guard words.count == 6, words[3] == "IN" else { return nil }
    return SDPSession.Origin(
      user: String(words[0]), session: String(words[1]), version: String(words[2]), address: String(words[5]))
  }

  private static func connection(_ value: Substring) -> SDPConnection? {
    let words = value.parts(" ")
    guard words.count == 3, words[0] == "IN", let family = SDPConnection.Family(rawValue: words[1].uppercased()),
      let address = words[2].parts("/").first
    else { return nil }
    return SDPConnection(family: family, address: String(address))
  }

  private static func medium(_ value: Substring, _ number: Int) throws(SDPFault) -> SDPMedia {
    let words = value.parts(" ")
    guard words.count >= 4, let first = words[1].parts("/").first, first.utf8.allSatisfy(isDigit),
      let port = UInt16(first)
    else { throw .badLine(number) }
    guard words.count - 3 <= SDPSession.Limits.formats else { throw .tooLarge }
    return SDPMedia(
      kind: words[0].lowercased(), port: port, transport: words[2].uppercased(),
      formats: words.dropFirst(3).map(String.init))
  }

  private static func attribute(_ value: Substring) -> SDPSession.Attribute? {
    guard let colon = value.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return value.isEmpty ? nil : SDPSession.Attribute(value.trimmed)
    }
    let name = value[..<colon]
    return name.isEmpty ? nil : SDPSession.Attribute(String(name), String(value[value.utf8.index(after: colon)...]))
  }
}
