import Testing

@testable import Telephony

/// Digest authentication of callers, and our own answers to challenges.
@Suite struct DigestTests {
  /// The example of RFC 2617 §3.5.
  @Test func theExampleOfTheStandard() {
    let response = SIPDigest.response(
      user: "Mufasa", realm: "testrealm@host.com", password: "Circle Of Life", method: "GET", uri: "/dir/index.html",
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093", qop: "auth", count: "00000001", clientNonce: "0a4f113b")
    #expect(response == "6629fae49393a05397450978507c4ef1")
    #expect(SIPDigest.md5("") == "d41d8cd98f00b204e9800998ecf8427e")
  }

  struct Caller {
    var user = "jo"
    var password = "p\"w"
    var count = "00000001"
    var method = "INVITE"

    func answer(_ challenge: String) throws -> String {
      let given = try #require(SIPDigest.parameters(challenge))
      let realm = try #require(given["realm"])
      let nonce = try #require(given["nonce"])
      let response = SIPDigest.response(
        user: user, realm: realm, password: password, method: method, uri: "sip:x", nonce: nonce, qop: "auth",
        count: count, clientNonce: "c")
      return "Digest username=\"\(user)\", realm=\(realm.quoted), nonce=\"\(nonce)\", uri=\"sip:x\", "
        + "response=\"\(response)\", qop=auth, nc=\(count), cnonce=\"c\", algorithm=MD5"
    }
  }

  static func makeGuard() -> SIPDigestGuard {
    SIPDigestGuard(accounts: SIPCallerAccounts(realm: "desk \"A\"", passwords: ["jo": "p\"w"]), seal: "s")
  }

  static func challenge(_ verdict: SIPDigestGuard.Verdict) throws -> String {
    guard case .challenge(let text) = verdict else {
      Issue.record("admitted")
      return ""
    }
    return text
  }

  @Test func admits() throws {
    var digest = Self.makeGuard()
    let challenge = try Self.challenge(digest.judge(method: "INVITE", authorization: [], now: 100))
    let verdict = digest.judge(method: "INVITE", authorization: [try Caller().answer(challenge)], now: 101)
    #expect(verdict == .admitted(user: "jo"))
    // The next call may use the same nonce with a higher count.
    let again = try Caller(count: "00000002").answer(challenge)
    #expect(digest.judge(method: "INVITE", authorization: [again], now: 102) == .admitted(user: "jo"))
  }

  @Test func refuses() throws {
    var digest = Self.makeGuard()
    let challenge = try Self.challenge(digest.judge(method: "INVITE", authorization: [], now: 100))
    let wrong = [
      try Caller(password: "x").answer(challenge), try Caller(user: "bo").answer(challenge),
      try Caller(method: "BYE").answer(challenge), try Caller(count: "1").answer(challenge),
      try Caller().answer(challenge).replacing("MD5", with: "SHA-256"),
      try Caller().answer(challenge).replacing("qop=auth, ", with: ""),
      try Caller().answer(challenge).replacing("nonce=\"", with: "nonce=\"1"),
      "Basic am86cHc=", "Digest", "", "Digest realm=\"desk \\\"A\\\"\"",
    ]
    for text in wrong {
      let verdict = digest.judge(method: "INVITE", authorization: [text], now: 101)
      #expect(try Self.challenge(verdict).contains("nonce="), "\(text)")
    }
  }

  @Test func replayAndAge() throws {
    var digest = Self.makeGuard()
    let challenge = try Self.challenge(digest.judge(method: "INVITE", authorization: [], now: 100))
    let answer = try Caller().answer(challenge)
    #expect(digest.judge(method: "INVITE", authorization: [answer], now: 100) == .admitted(user: "jo"))
    let replayed = try Self.challenge(digest.judge(method: "INVITE", authorization: [answer], now: 100))
    #expect(replayed.contains("stale=true"))
    let late = try Caller(count: "00000009").answer(challenge)
    let aged = try Self.challenge(digest.judge(method: "INVITE", authorization: [late], now: 401))
    #expect(aged.contains("stale=true"))
    // A clock of another process.
    let early = try Self.challenge(digest.judge(method: "INVITE", authorization: [late], now: 99))
    #expect(early.contains("stale=true"))
  }

  @Test func ourAnswers() {
    let challenge = "Digest realm=\"a.b\", nonce=\"x\""
    #expect(SIPCredentials(user: "jo", password: "p:w").answer(to: challenge) == "Digest:\"a.b\":jo:p:w")
    #expect(SIPCredentials(user: "j:o", password: "p").answer(to: challenge) == nil)
    #expect(SIPCredentials(user: "jo", password: "p\nw").answer(to: challenge) == nil)
    #expect(SIPCredentials(user: "jo", password: "p").answer(to: "Digest realm=\"a\\\"b\"") == nil)
    #expect(SIPCredentials(user: "jo", password: "p").answer(to: "Basic realm=\"a\"") == nil)
  }
}
