import CallInterface

/// The cookies of one call (RFC 6265 §5.3, §5.4).
struct CookieJar: Hashable, Sendable {
  static let mostCookies = 300
  static let mostPerDomain = 50

  /// In order of first setting.
  private var cookies: [Cookie] = []

  mutating func store(_ header: String, from uri: URIParts, now: Int64) {
    guard let cookie = Cookie(header, from: uri, now: now) else { return }
    removeExpired(now)
    let place = cookies.firstIndex {
      $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path
    }
    let isExpired = cookie.expires.map { $0 <= now } ?? false
    switch (place, isExpired) {
    case (let place?, true): cookies.remove(at: place)
    case (let place?, false): cookies[place] = cookie
    case (nil, true): break
    case (nil, false): append(cookie)
    }
  }

  /// The value of a `Cookie` header; `nil` where no cookie goes there.
  mutating func header(for uri: URIParts, now: Int64) -> String? {
    removeExpired(now)
    let chosen = cookies.enumerated().filter { $0.element.goes(to: uri) }
    guard !chosen.isEmpty else { return nil }
    // Longer paths first, then earlier ones.
    let ordered = chosen.sorted { (-$0.element.path.count, $0.offset) < (-$1.element.path.count, $1.offset) }
    return ordered.map { "\($0.element.name)=\($0.element.value)" }.joined(separator: "; ")
  }

  private mutating func append(_ cookie: Cookie) {
    if cookies.count(where: { $0.domain == cookie.domain }) >= Self.mostPerDomain,
      let oldest = cookies.firstIndex(where: { $0.domain == cookie.domain })
    {
      cookies.remove(at: oldest)
    }
    if cookies.count >= Self.mostCookies { cookies.removeFirst() }
    cookies.append(cookie)
  }

  private mutating func removeExpired(_ now: Int64) {
    cookies.removeAll { $0.expires.map { $0 <= now } ?? false }
  }
}
