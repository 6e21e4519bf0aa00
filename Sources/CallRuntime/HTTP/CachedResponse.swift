import CallInterface
import NIOHTTP1

/// A stored 200 answer to a GET, and how long it may be used (RFC 9111 §4.2). Times in milliseconds since 1970.
final class CachedResponse: Sendable {
  let uri: String
  let bytes: [UInt8]
  let mediaType: String?
  let charset: String?
  let entityTag: String?
  let lastModified: String?
  let control: CacheControl
  private let varies: Bool
  /// How long it is fresh; without any word about it, not at all.
  private let lifetime: Int64
  private let ageWhenAnswered: Int64
  private let answered: Int64

  init(uri: String, reply: HTTPExchange.Reply, asked: Int64, answered: Int64) {
    let type = MediaType(reply.headers.first(name: "content-type"))
    self.uri = uri
    bytes = reply.bytes
    mediaType = type.name
    charset = type.charset
    entityTag = reply.headers.first(name: "etag")
    lastModified = reply.headers.first(name: "last-modified")
    control = CacheControl(reply.headers)
    varies = Self.varies(reply.headers)
    (lifetime, ageWhenAnswered) = Self.ages(reply.headers, control: control, asked: asked, answered: answered)
    self.answered = answered
  }

  /// A 304 renews a copy: its header fields replace the older ones (RFC 9111 §4.3.4).
  private init(renewing old: CachedResponse, by reply: HTTPExchange.Reply, asked: Int64, answered: Int64) {
    let says = ["cache-control", "expires", "pragma"].contains { reply.headers.contains(name: $0) }
    uri = old.uri
    bytes = old.bytes
    mediaType = old.mediaType
    charset = old.charset
    entityTag = reply.headers.first(name: "etag") ?? old.entityTag
    lastModified = reply.headers.first(name: "last-modified") ?? old.lastModified
    control = says ? CacheControl(reply.headers) : old.control
    varies = old.varies
    let ages = Self.ages(reply.headers, control: control, asked: asked, answered: answered)
    lifetime = says ? ages.lifetime : old.lifetime
    ageWhenAnswered = ages.initial
    self.answered = answered
  }

  func renewed(by reply: HTTPExchange.Reply, asked: Int64, answered: Int64) -> CachedResponse {
    CachedResponse(renewing: self, by: reply, asked: asked, answered: answered)
  }

  var mayBeStored: Bool { !control.noStore && !varies }

  /// Whether it may be used without asking the server (VoiceXML 2.0 §6.1.2).
  func mayServe(at now: Int64, within bounds: CacheBounds) -> Bool {
    if control.noCache { return false }
    let age = ageWhenAnswered + max(0, now - answered)
    // A copy is never younger than zero: maxage="0" always asks.
    if let maxAge = bounds.maxAge?.wholeMilliseconds, maxAge <= 0 || age > maxAge { return false }
    if age < lifetime { return true }
    guard let maxStale = bounds.maxStale?.wholeMilliseconds, !control.mustRevalidate else { return false }
    return age - lifetime <= maxStale
  }

  func resource(limit: Int) throws(LoadFailure) -> LoadedResource {
    // Another request may have stored it under a larger limit.
    guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
    return LoadedResource(uri: uri, bytes: bytes, mediaType: mediaType, charset: charset)
  }

  private static func ages(
    _ headers: HTTPHeaders, control: CacheControl, asked: Int64, answered: Int64
  ) -> (lifetime: Int64, initial: Int64) {
    let date = headers.first(name: "date").flatMap(HTTPDate.parse) ?? answered
    let told = (headers.first(name: "age").flatMap(Int64.init).map { min(max($0, 0), 1 << 31) } ?? 0) * 1000
    let initial = max(answered - date, told + (answered - asked), 0)
    if let maxAge = control.maxAge { return (maxAge, initial) }
    guard let expires = headers.first(name: "expires") else { return (0, initial) }
    // An unreadable date, such as "0", means already expired (§5.3).
    return (HTTPDate.parse(expires).map { max(0, $0 - date) } ?? 0, initial)
  }

  /// Our requests differ in nothing but cookies, so only these fields would pick another answer.
  private static func varies(_ headers: HTTPHeaders) -> Bool {
    headers[canonicalForm: "vary"].contains { ["*", "cookie"].contains($0.lowercased()) }
  }
}

/// `Content-Type`.
struct MediaType: Hashable, Sendable {
  /// Lower case, without parameters.
  var name: String?
  var charset: String?

  init(_ header: String?) {
    guard let header else { return }
    let parts = header.split(separator: ";").map { $0.trimmed() }
    name = parts.first.flatMap { $0.isEmpty ? nil : $0.lowercased() }
    for part in parts.dropFirst() where part.lowercased().hasPrefix("charset=") {
      charset = part.dropFirst("charset=".count).trimmed { "\"' ".contains($0) }
    }
  }
}
