import CallInterface

/// A cookie as it was set (RFC 6265 §5.3). Times in milliseconds since 1970.
struct Cookie: Hashable, Sendable {
  var name: String
  var value: String
  var domain: String
  /// It goes to this very host alone.
  var hostOnly: Bool
  var path: String
  var secure: Bool
  /// `nil`: at the end of the call.
  var expires: Int64?

  /// Reads a `Set-Cookie` header; `nil` where it must be ignored.
  init?(_ header: String, from uri: URIParts, now: Int64) {
    guard header.utf8.count <= 4096 else { return nil }
    var parts = header.split(separator: ";", omittingEmptySubsequences: false)
    let pair = parts.removeFirst()
    guard let equals = pair.firstIndex(of: "=") else { return nil }
    name = pair[..<equals].trimmed()
    value = pair[pair.index(after: equals)...].trimmed()
    guard !name.isEmpty else { return nil }
    domain = uri.host
    hostOnly = true
    path = Self.defaultPath(uri.path)
    secure = false

    var maxAge: Int64?
    for part in parts {
      let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmed() }
      let argument = pieces.count > 1 ? pieces[1] : ""
      switch pieces[0].lowercased() {
      case "domain":
        let wanted = argument.trimmed { $0 == "." }.lowercased()
        guard !wanted.isEmpty else { continue }
        guard Self.domain(uri.host, matches: wanted), wanted.contains(".") || wanted == uri.host else { return nil }
        domain = wanted
        hostOnly = false
      case "path":
        path = argument.hasPrefix("/") ? argument : Self.defaultPath(uri.path)
      case "secure": secure = true
      case "max-age":
        if let seconds = Int64(argument) { maxAge = min(max(seconds, 0), Int64(Int32.max)) }
      case "expires":
        if let date = HTTPDate.parse(argument) { expires = date }
      default: break
      }
    }
    if let maxAge { expires = now + maxAge * 1000 }
    if secure, uri.scheme != "https" { return nil }
  }

  func goes(to uri: URIParts) -> Bool {
    let host = uri.host
    guard hostOnly ? host == domain : Self.domain(host, matches: domain) else { return false }
    guard !secure || uri.scheme == "https" else { return false }
    return Self.path(uri.path.isEmpty ? "/" : uri.path, matches: path)
  }

  /// RFC 6265 §5.1.3; an address has no subdomains.
  private static func domain(_ host: String, matches domain: String) -> Bool {
    if host == domain { return true }
    let isAddress = host.hasPrefix("[") || host.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    return !isAddress && host.hasSuffix("." + domain)
  }

  /// RFC 6265 §5.1.4.
  private static func path(_ path: String, matches cookie: String) -> Bool {
    guard path.hasPrefix(cookie) else { return false }
    return path.count == cookie.count || cookie.hasSuffix("/") || path.dropFirst(cookie.count).first == "/"
  }

  private static func defaultPath(_ path: String) -> String {
    guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
