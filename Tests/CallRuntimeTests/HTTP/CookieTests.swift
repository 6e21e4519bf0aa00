import CallInterface
import Testing

@testable import CallRuntime

/// RFC 6265.
@Suite struct CookieTests {
  private func sent(_ set: [(String, String)], to uri: String, later: Int64 = 0) -> String? {
    var jar = CookieJar()
    for (header, from) in set { jar.store(header, from: URIParts(from), now: 1_800_000_000_000) }
    return jar.header(for: URIParts(uri), now: 1_800_000_000_000 + later * 1000)
  }

  @Test func goBackToTheirHost() {
    let set = [("a=1", "http://shop.example/x/y")]
    #expect(sent(set, to: "http://shop.example:8080/x/z") == "a=1")
    #expect(sent(set, to: "http://SHOP.example/x") == "a=1")
    #expect(sent(set, to: "http://www.shop.example/x/y") == nil)
    #expect(sent(set, to: "http://example/x/y") == nil)
  }

  @Test func aDomainReachesItsHosts() {
    let set = [("a=1; Domain=.Shop.example; Path=/", "http://www.shop.example/")]
    #expect(sent(set, to: "http://api.shop.example/") == "a=1")
    #expect(sent(set, to: "http://shop.example/") == "a=1")
    #expect(sent(set, to: "http://badshop.example/") == nil)
  }

  @Test(arguments: ["other.example", "example", "www.shop.example"])
  func aForeignDomainIsIgnored(domain: String) {
    #expect(sent([("a=1; domain=\(domain)", "http://shop.example/")], to: "http://shop.example/") == nil)
  }

  @Test func addressesHaveNoSubdomains() {
    #expect(sent([("a=1; Domain=0.0.1", "http://127.0.0.1/")], to: "http://127.0.0.1/") == nil)
    #expect(sent([("a=1; Domain=127.0.0.1", "http://127.0.0.1/")], to: "http://127.0.0.1/") == "a=1")
  }

  @Test func pathsMatchBySegments() {
    let set = [("a=1; Path=/x", "http://h/")]
    #expect(sent(set, to: "http://h/x") == "a=1")
    #expect(sent(set, to: "http://h/x/y") == "a=1")
    #expect(sent(set, to: "http://h/xy") == nil)
    #expect(sent([("b=2", "http://h/d/file")], to: "http://h/d/other") == "b=2")
    #expect(sent([("b=2", "http://h/d/file")], to: "http://h/") == nil)
  }

  @Test func secureOnesNeedTLS() {
    let set = [("a=1; Secure", "https://h/")]
    #expect(sent(set, to: "https://h/") == "a=1")
    #expect(sent(set, to: "http://h/") == nil)
    #expect(sent([("a=1; Secure", "http://h/")], to: "https://h/") == nil)
  }

  @Test func theyExpire() {
    #expect(sent([("a=1; Max-Age=10", "http://h/")], to: "http://h/", later: 9) == "a=1")
    #expect(sent([("a=1; Max-Age=10", "http://h/")], to: "http://h/", later: 10) == nil)
    let date = "Expires=Fri, 15-Jan-2027 08:01:00 GMT"
    #expect(sent([("a=1; \(date)", "http://h/")], to: "http://h/", later: 59) == "a=1")
    #expect(sent([("a=1; \(date)", "http://h/")], to: "http://h/", later: 60) == nil)
    #expect(sent([("a=1; \(date); Max-Age=100", "http://h/")], to: "http://h/", later: 99) == "a=1")
    #expect(sent([("a=1", "http://h/"), ("a=; Max-Age=0", "http://h/")], to: "http://h/") == nil)
  }

  @Test func longerPathsFirstThenOlder() {
    let set = [("a=1; Path=/", "http://h/"), ("b=2; Path=/x", "http://h/"), ("c=3; Path=/", "http://h/")]
    #expect(sent(set, to: "http://h/x") == "b=2; a=1; c=3")
    #expect(sent(set + [("a=9; Path=/", "http://h/")], to: "http://h/") == "a=9; c=3")
  }

  @Test(arguments: ["", "novalue", "=x", String(repeating: "a", count: 5000) + "=1"])
  func nonsenseIsIgnored(header: String) {
    #expect(sent([(header, "http://h/")], to: "http://h/") == nil)
  }

  @Test func aJarHasABottom() {
    let many = (0..<60).map { ("c\($0)=1", "http://h/") }
    #expect(sent(many, to: "http://h/")?.split(separator: ";").count == CookieJar.mostPerDomain)
  }

  @Test func theyTravelWithTheCall() async throws {
    let loader = HTTPLoader()
    let session = FetchSession()
    try await TestServer.run { request in
      request.target == "/login" ? .status(302, headers: [("Set-Cookie", "id=7"), ("Location", "/home")]) : .ok("")
    } _: { server in
      let request = LoadRequest(uri: server.base + "/login", sizeLimit: 100)
      _ = try await loader.load(request, session: session)
      #expect(server.requests.map { $0.header("cookie") } == [nil, "id=7"])
      _ = try await loader.load(request, session: FetchSession())
      #expect(server.requests[2].header("cookie") == nil)
    }
  }
}
