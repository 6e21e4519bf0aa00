import CallInterface
@testable import CallRuntime
import NIOHTTP1
import Testing

/// VoiceXML 2.0 §6.1.2 over RFC 9111.
@Suite struct HTTPCacheTests {
  let clock = ManualClock()
  let loader: HTTPLoader
  let session: FetchSession

  init() {
    loader = HTTPLoader(clock: clock.now)
    session = FetchSession(now: clock.now)
  }

  private func get(
    _ server: TestServer, _ path: String = "/x", maxAge: Int? = nil, maxStale: Int? = nil, session: FetchSession? = nil
  ) async throws -> String {
    let request = LoadRequest(
      uri: server.base + path, maxAge: maxAge.map { .seconds($0) }, maxStale: maxStale.map { .seconds($0) },
      sizeLimit: 1 << 20)
    let resource = try await loader.load(request, session: session ?? self.session)
    return String(decoding: resource.bytes, as: UTF8.self)
  }

  @Test func withoutAWordEachUseAsks() async throws {
    try await TestServer.run { _ in
      .ok("x")
    } _: { server in
      _ = try await get(server)
      _ = try await get(server)
      #expect(server.requests.count == 2)
    }
  }

  @Test(arguments: [
    ("Cache-Control", "max-age=60"), ("Cache-Control", "no-transform, Max-Age=\"60\""),
    ("Expires", "Fri, 15 Jan 2027 08:01:00 GMT"),
  ])
  func freshCopiesServeUntilTheyExpire(name: String, value: String) async throws {
    try await TestServer.run { _ in
      .ok("x", (name, value))
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 59)
      #expect(try await get(server, session: FetchSession(now: clock.now)) == "x")
      #expect(server.requests.count == 1)
      clock.advance(seconds: 1)
      _ = try await get(server)
      #expect(server.requests.count == 2)
    }
  }

  @Test func anExpiredCopyIsAskedAboutAndRenewed() async throws {
    try await TestServer.run { request in
      if request.header("if-none-match") == "\"v1\"" {
        return .status(304, headers: [("Cache-Control", "max-age=100")])
      }
      return .ok(
        "first", ("ETag", "\"v1\""), ("Last-Modified", "Mon, 04 Jan 2027 00:00:00 GMT"), ("Cache-Control", "max-age=10")
      )
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 11)
      #expect(try await get(server) == "first")
      #expect(server.requests.last?.header("if-modified-since") == "Mon, 04 Jan 2027 00:00:00 GMT")
      clock.advance(seconds: 99)
      #expect(try await get(server) == "first")
      #expect(server.requests.count == 2)
    }
  }

  @Test func maxAgeBoundsTheAgeOfACopy() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=3600"))
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 30)
      _ = try await get(server, maxAge: 30)
      #expect(server.requests.count == 1)
      _ = try await get(server, maxAge: 29)
      #expect(server.requests.count == 2)
      #expect(server.requests.last?.header("cache-control") == "max-age=29")
    }
  }

  @Test func maxAgeZeroAlwaysAsks() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=3600"))
    } _: { server in
      for _ in 0..<3 { _ = try await get(server, maxAge: 0) }
      #expect(server.requests.count == 3)
    }
  }

  @Test func maxAgeDoesNotKeepAnExpiredCopyAlive() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=10"))
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 20)
      _ = try await get(server, maxAge: 100)
      #expect(server.requests.count == 2)
    }
  }

  @Test func maxStaleAllowsAnExpiredCopy() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=10"))
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 25)
      _ = try await get(server, maxStale: 15)
      #expect(server.requests.count == 1)
      _ = try await get(server, maxStale: 14)
      #expect(server.requests.count == 2)
    }
  }

  @Test(arguments: [
    [("Cache-Control", "max-age=10, must-revalidate")], [("Cache-Control", "max-age=10, no-cache")],
    [("Pragma", "no-cache"), ("Expires", "Fri, 15 Jan 2027 08:00:10 GMT")],
  ])
  func aServerCanForbidStaleCopies(headers: [(String, String)]) async throws {
    try await TestServer.run { _ in
      .status(200, headers: headers, body: "x")
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 11)
      _ = try await get(server, maxStale: 100)
      #expect(server.requests.count == 2)
    }
  }

  @Test(arguments: [
    ("Cache-Control", "no-store, max-age=60"), ("Cache-Control", "no-cache, max-age=60"), ("Pragma", "no-cache"),
    ("Vary", "*"), ("Vary", "Accept, Cookie"), ("Expires", "0"),
  ])
  func whatMayNotServeIsFetchedAgain(name: String, value: String) async throws {
    let fresh = ("Cache-Control", "max-age=60")
    let headers = name == "Vary" ? [fresh, (name, value)] : [(name, value)]
    try await TestServer.run { _ in
      .status(200, headers: headers, body: "x")
    } _: { server in
      _ = try await get(server)
      _ = try await get(server)
      #expect(server.requests.count == 2)
    }
  }

  @Test(arguments: [
    [("Cache-Control", "private, max-age=60")], [("Cache-Control", "max-age=60"), ("Set-Cookie", "a=1")],
  ])
  func whatIsPrivateStaysInItsCall(headers: [(String, String)]) async throws {
    try await TestServer.run { _ in
      .status(200, headers: headers, body: "x")
    } _: { server in
      _ = try await get(server)
      _ = try await get(server)
      #expect(server.requests.count == 1)
      _ = try await get(server, session: FetchSession(now: clock.now))
      #expect(server.requests.count == 2)
    }
  }

  @Test func aPostIsNeverServedFromACopyAndEndsIt() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=60"))
    } _: { server in
      _ = try await get(server)
      let post = LoadRequest(uri: server.base + "/x", body: .form([]), sizeLimit: 100)
      _ = try await loader.load(post, session: session)
      _ = try await loader.load(post, session: session)
      _ = try await get(server)
      #expect(server.requests.map(\.method) == ["GET", "POST", "POST", "GET"])
    }
  }

  @Test func ageAndDateMakeACopyOlder() async throws {
    try await TestServer.run { _ in
      .ok("x", ("Cache-Control", "max-age=60"), ("Age", "50"))
    } _: { server in
      _ = try await get(server)
      clock.advance(seconds: 10)
      _ = try await get(server)
      #expect(server.requests.count == 2)
    }
  }

  @Test func theLeastRecentlyUsedGoFirst() async throws {
    let cache = HTTPCache(capacity: 8000)
    func copy(_ uri: String) -> CachedResponse {
      let reply = HTTPExchange.Reply(status: 200, headers: HTTPHeaders(), bytes: Array(repeating: 0, count: 1400))
      return CachedResponse(uri: uri, reply: reply, asked: 0, answered: 0)
    }
    for uri in ["a", "b", "c", "d"] { cache.store(copy(uri)) }
    _ = cache.copy(of: "a")
    cache.store(copy("e"))
    #expect(["a", "b", "c", "d", "e"].filter { cache.copy(of: $0) != nil } == ["a", "c", "d", "e"])
  }
}
