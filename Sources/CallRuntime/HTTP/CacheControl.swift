import NIOHTTP1

/// What a response says about its storing (RFC 9111 §5.2.2, §5.4).
struct CacheControl: Hashable, Sendable {
  var noStore = false
  var noCache = false
  var isPrivate = false
  var isPublic = false
  var mustRevalidate = false
  /// `s-maxage`, else `max-age`; in milliseconds.
  var maxAge: Int64?

  init(_ headers: HTTPHeaders) {
    var sharedMaxAge: Int64?
    let directives = headers[canonicalForm: "cache-control"]
    for directive in directives {
      let parts = directive.split(separator: "=", maxSplits: 1).map { String($0).trimmed() }
      let argument = parts.count > 1 ? parts[1].trimmed { $0 == "\"" } : nil
      switch parts.first?.lowercased() {
      case "no-store": noStore = true
      // With field names it concerns those alone, but treating the whole as such is always safe.
      case "no-cache": noCache = true
      case "private": isPrivate = true
      case "public": isPublic = true
      case "must-revalidate", "proxy-revalidate": mustRevalidate = true
      // What cannot be read is stale at once (§4.2.1).
      case "max-age": maxAge = argument.map(Self.milliseconds) ?? 0
      case "s-maxage": sharedMaxAge = argument.map(Self.milliseconds) ?? 0
      default: break
      }
    }
    maxAge = sharedMaxAge ?? maxAge
    if directives.isEmpty, headers[canonicalForm: "pragma"].contains(where: { $0.lowercased() == "no-cache" }) {
      noCache = true
    }
  }

  private static func milliseconds(_ text: String) -> Int64 {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit) else { return 0 }
    // Larger numbers mean "for ever" (§1.2.2).
    return Int64(min(Int(text) ?? Int(Int32.max), Int(Int32.max))) * 1000
  }
}

/// What the flow says about the use of stored copies (VoiceXML 2.0 §6.1.2).
struct CacheBounds: Hashable, Sendable {
  let maxAge: Duration?
  let maxStale: Duration?

  var requestDirective: String? {
    var parts: [String] = []
    if let maxAge { parts.append("max-age=\(max(0, maxAge.components.seconds))") }
    if let maxStale { parts.append("max-stale=\(max(0, maxStale.components.seconds))") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension StringProtocol {
  /// Without spaces and tabs at both ends.
  func trimmed() -> String { trimmed { $0 == " " || $0 == "\t" } }

  func trimmed(where isTrimmed: (Character) -> Bool) -> String {
    guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
