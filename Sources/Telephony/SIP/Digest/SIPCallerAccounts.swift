/// Who may call, by digest authentication (RFC 3261 §22).
public struct SIPCallerAccounts: Hashable, Sendable {
  public var realm: String
  /// User and password.
  public var passwords: [String: String]
  /// Seconds that a nonce is good for.
  public var nonceLifetime = 300

  public init(realm: String, passwords: [String: String]) {
    self.realm = realm
    self.passwords = passwords
  }
}

/// Checks callers against `SIPCallerAccounts`. Nonces carry their time and a seal, so nothing is kept for those who
/// only ask; counts of nonces in use are kept against replay, a bounded number of them.
struct SIPDigestGuard: Sendable {
  enum Verdict: Hashable, Sendable {
    case admitted(user: String)
    /// Value of the WWW-Authenticate field of a 401.
    case challenge(String)
  }

  static let kept = 4_096

  let accounts: SIPCallerAccounts
  /// Known only here.
  let seal: String
  private var counts: [String: UInt32] = [:]

  init(accounts: SIPCallerAccounts, seal: String) {
    self.accounts = accounts
    self.seal = seal
  }

  /// `now` in seconds of any clock that does not go back.
  mutating func judge(method: String, authorization: [String], now: Int) -> Verdict {
    let all = authorization.compactMap(SIPDigest.parameters)
    guard let given = all.first(where: { $0["realm"] == accounts.realm }),
      let user = given["username"], let nonce = given["nonce"], let uri = given["uri"],
      let response = given["response"], given["algorithm"].map({ $0.lowercased() == "md5" }) ?? true
    else { return .challenge(challenge(now: now, stale: false)) }

    guard let made = time(of: nonce) else { return .challenge(challenge(now: now, stale: false)) }
    guard made <= now, now - made <= accounts.nonceLifetime else {
      return .challenge(challenge(now: now, stale: true))
    }
    // We asked for qop=auth; without a count a captured answer could be used again.
    guard given["qop"]?.lowercased() == "auth", let count = given["nc"], count.utf8.count == 8,
      let number = UInt32(count, radix: 16)
    else { return .challenge(challenge(now: now, stale: false)) }

    // The same work whether the user exists or not.
    let password = accounts.passwords[user]
    let expected = SIPDigest.response(
      user: user, realm: accounts.realm, password: password ?? seal, method: method, uri: uri, nonce: nonce,
      qop: "auth", count: count, clientNonce: given["cnonce"] ?? "")
    guard Self.equal(expected, response.lowercased()), password != nil else {
      return .challenge(challenge(now: now, stale: false))
    }
    guard number > counts[nonce] ?? 0 else { return .challenge(challenge(now: now, stale: true)) }
    if counts.count >= Self.kept {
      counts = counts.filter { key, _ in time(of: key).map { now - $0 <= accounts.nonceLifetime } ?? false }
      // Still full of fresh ones: those nonces start again.
      if counts.count >= Self.kept { return .challenge(challenge(now: now, stale: true)) }
    }
    counts[nonce] = number
    return .admitted(user: user)
  }

  private func challenge(now: Int, stale: Bool) -> String {
    let random = String(UInt64.random(in: .min ... .max), radix: 16)
    let body = "\(String(now, radix: 16)).\(random)"
    let nonce = "\(body).\(SIPDigest.md5("\(body):\(seal)"))"
    return "Digest realm=\(accounts.realm.quoted), nonce=\"\(nonce)\", algorithm=MD5, qop=\"auth\""
      + (stale ? ", stale=true" : "")
  }

  /// When we made it; `nil` where we did not.
  private func time(of nonce: String) -> Int? {
    let parts = nonce.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, Self.equal(SIPDigest.md5("\(parts[0]).\(parts[1]):\(seal)"), String(parts[2])) else {
      return nil
    }
    return Int(parts[0], radix: 16)
  }

  /// In the same time wherever they differ.
  private static func equal(_ one: String, _ other: String) -> Bool {
    let one = Array(one.utf8)
    let other = Array(other.utf8)
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
