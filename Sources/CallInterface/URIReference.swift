/// URI references as RFC 3986 resolves them: the one rule for documents, grammars, audio and data.
public enum URIReference {
  /// The target URI of a reference, its fragment included (RFC 3986 §5.2). `nil` if neither is absolute.
  public static func resolve(_ reference: String, against base: String) -> String? {
    let r = URIParts(reference)
    if r.scheme != nil {
      var target = r
      target.path = removingDotSegments(r.path)
      return target.description
    }
    let b = URIParts(base)
    guard b.scheme != nil else { return nil }
    var target = r
    target.scheme = b.scheme
    if r.authority == nil {
      target.authority = b.authority
      if r.path.isEmpty {
        target.path = b.path
        target.query = r.query ?? b.query
      } else if r.path.hasPrefix("/") {
        target.path = removingDotSegments(r.path)
      } else {
        target.path = removingDotSegments(merge(r.path, after: b))
      }
    } else {
      target.path = removingDotSegments(r.path)
    }
    return target.description
  }

  /// Splits the fragment off: `a#b` is `a` and `b`, `a` is `a` and `nil`.
  public static func splitFragment(_ uri: String) -> (uri: String, fragment: String?) {
    guard let hash = uri.firstIndex(of: "#") else { return (uri, nil) }
    return (String(uri[..<hash]), String(uri[uri.index(after: hash)...]))
  }

  /// §5.2.3.
  private static func merge(_ path: String, after base: URIParts) -> String {
    if base.authority != nil, base.path.isEmpty { return "/" + path }
    guard let slash = base.path.lastIndex(of: "/") else { return path }
    return base.path[...slash] + path
  }

  /// §5.2.4.
  static func removingDotSegments(_ path: String) -> String {
    guard path.contains(".") else { return path }
    let isRooted = path.hasPrefix("/")
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst(isRooted ? 1 : 0)
    var kept: [Substring] = []
    for (offset, segment) in segments.enumerated() {
      let isLast = offset == segments.count - 1
      switch segment {
      case ".":
        if isLast { kept.append("") }
      case "..":
        if !kept.isEmpty { kept.removeLast() }
        if isLast { kept.append("") }
      default:
        kept.append(segment)
      }
    }
    return (isRooted ? "/" : "") + kept.joined(separator: "/")
  }
}
