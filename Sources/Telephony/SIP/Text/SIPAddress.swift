/// A `name-addr` or `addr-spec` with its parameters, as in From, To, Diversion (RFC 3261 §20.10).
public struct SIPAddress: Hashable, Sendable {
  /// Without quotes; empty where there is none.
  public let displayName: String
  public let uri: String
  /// Parameters of the header field, not of the URI; names in lower case, values without quotes.
  public let parameters: [String: String]

  public init(displayName: String = "", uri: String, parameters: [String: String] = [:]) {
    self.displayName = displayName
    self.uri = uri
    self.parameters = parameters
  }

  /// `nil` where no URI can be found.
  public init?(_ text: String) {
    let bytes = text.utf8
    let rest: Substring
    if let open = Self.bracket(in: text), let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")) {
      displayName = text[..<open].trimmed.unquoted
      uri = text[bytes.index(after: open)..<close].trimmed
      rest = text[bytes.index(after: close)...]
    } else {
      displayName = ""
      // Without brackets every parameter belongs to the header field (RFC 3261 §20).
      let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? text.endIndex
      uri = text[..<end].trimmed
      rest = text[end...]
    }
    guard uri.utf8.contains(UInt8(ascii: ":")) else { return nil }
    var parameters: [String: String] = [:]
    for part in rest.split(outsideOfQuotes: ";") {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = pair[0].trimmed.lowercased()
      if parameters[name] == nil { parameters[name] = pair.count == 2 ? pair[1].trimmed.unquoted : "" }
    }
    self.parameters = parameters
  }

  /// User part of the URI, or the number of a `tel:` URI; without parameters and escapes, empty where there is none.
  public var user: String {
    let parts = uri.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return "" }
    if parts[0].lowercased() == "tel" {
      return String(parts[1].prefix { $0 != ";" })
    }
    guard let at = parts[1].firstIndex(of: "@") else { return "" }
    return parts[1][..<at].prefix { $0 != ";" && $0 != ":" }.percentDecoded
  }

  /// The first `<` outside of a quoted display name.
  private static func bracket(in text: String) -> String.Index? {
    var quoted = false
    var escaped = false
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if escaped {
        escaped = false
      } else if quoted && byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if byte == UInt8(ascii: "<") && !quoted {
        return index
      }
    }
    return nil
  }
}
