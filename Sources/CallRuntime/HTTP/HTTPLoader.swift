import CallInterface
import NIOHTTP1

/// Fetches `http:` and `https:` URIs: redirects, cookies of the call, and a cache by RFC 9111 (VoiceXML 2.0 §6.1).
public struct HTTPLoader: ResourceLoading {
  static let mostRedirects = 5
  static let userAgent = "Attendant/\(AttendantVersion.current)"

  private let exchange = HTTPExchange()
  private let sharedCache = HTTPCache(capacity: 64 << 20)
  private let clock: @Sendable () -> Int64

  /// - Parameter clock: milliseconds since 1970, by which cached copies grow old.
  public init(clock: @escaping @Sendable () -> Int64 = WallClock.now) {
    self.clock = clock
  }

  public func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    var uri = URIParts(PercentEncoding.wireForm(ofURI: request.uri))
    uri.fragment = nil
    var body = try await SubmittedBody.make(request.body, session: session)
    for _ in 0...Self.mostRedirects {
      guard uri.scheme == "http" || uri.scheme == "https" else {
        throw .forbiddenRedirect(uri.description)
      }
      guard !uri.host.isEmpty else { throw .badURI }
      switch try await hop(to: uri, body: body, request: request, session: session) {
      case .resource(let resource): return resource
      case .redirect(let target, let keepsBody):
        let next = URIReference.resolve(PercentEncoding.wireForm(ofURI: target), against: uri.description)
        uri = URIParts(next ?? target)
        uri.fragment = nil
        if !keepsBody { body = nil }
      }
    }
    throw .tooManyRedirects
  }

  private enum HopResult {
    case resource(LoadedResource)
    case redirect(String, keepsBody: Bool)
  }

  private func hop(
    to uri: URIParts, body: SubmittedBody?, request: LoadRequest, session: FetchSession
  ) async throws(LoadFailure) -> HopResult {
    let key = uri.description
    let copy = body == nil ? session.privateCache.copy(of: key) ?? sharedCache.copy(of: key) : nil
    let bounds = CacheBounds(maxAge: request.maxAge, maxStale: request.maxStale)
    if let copy, copy.mayServe(at: clock(), within: bounds) {
      return .resource(try copy.resource(limit: request.sizeLimit))
    }
    let cookies = session.cookieHeader(for: uri)
    let asked = clock()
    let reply = try await exchange.perform(
      HTTPExchange.Request(
        uri: key, body: body, headers: headers(cookies: cookies, revalidating: copy, within: bounds)),
      sizeLimit: request.sizeLimit)
    let answered = clock()
    session.storeCookies(reply.headers["set-cookie"], from: uri)

    switch reply.status {
    case 200...299:
      let resource = CachedResponse(uri: key, reply: reply, asked: asked, answered: answered)
      if body == nil {
        keep(resource, privately: session.privateCache, sentCookies: cookies != nil, reply: reply)
      } else {
        // What a POST changed may be older in the caches (RFC 9111 §4.4).
        session.privateCache.forget(key)
        sharedCache.forget(key)
      }
      return .resource(try resource.resource(limit: request.sizeLimit))
    case 304:
      guard let copy else { throw .status(304) }
      let renewed = copy.renewed(by: reply, asked: asked, answered: answered)
      session.privateCache.replace(copy, by: renewed)
      sharedCache.replace(copy, by: renewed)
      return .resource(try renewed.resource(limit: request.sizeLimit))
    case 301, 302, 303, 307, 308:
      guard let target = reply.headers.first(name: "location") else { throw .status(reply.status) }
      return .redirect(target, keepsBody: reply.status >= 307)
    default:
      throw .status(reply.status)
    }
  }

  private func keep(_ copy: CachedResponse, privately own: HTTPCache, sentCookies: Bool, reply: HTTPExchange.Reply) {
    guard reply.status == 200, copy.mayBeStored else { return }
    let concernsOneCall = sentCookies || reply.headers.contains(name: "set-cookie")
    if copy.control.isPrivate || (concernsOneCall && !copy.control.isPublic) {
      own.store(copy)
    } else {
      sharedCache.store(copy)
    }
  }

  private func headers(cookies: String?, revalidating copy: CachedResponse?, within bounds: CacheBounds) -> HTTPHeaders
  {
    var headers = HTTPHeaders()
    headers.add(name: "User-Agent", value: Self.userAgent)
    headers.add(
      name: "Accept",
      value: "application/voicexml+xml, application/srgs+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.8")
    if let cookies { headers.add(name: "Cookie", value: cookies) }
    // Caches between us and the server obey the flow's wishes too.
    if let directive = bounds.requestDirective { headers.add(name: "Cache-Control", value: directive) }
    if let tag = copy?.entityTag { headers.add(name: "If-None-Match", value: tag) }
    if let date = copy?.lastModified { headers.add(name: "If-Modified-Since", value: date) }
    return headers
  }
}
