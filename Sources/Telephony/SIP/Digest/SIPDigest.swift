import CSofiaSIPShim

/// The parts of digest authentication that both sides share (RFC 2617 §3.2.2, MD5 as RFC 3261 §22.4 has it).
enum SIPDigest {
  /// The parameters of a `Digest …` value, names in lower case and values without quotes; `nil` for another scheme.
  static func parameters(_ value: String) -> [String: String]? {
    let text = value.trimmed
    guard let blank = text.firstIndex(where: { $0 == " " || $0 == "\t" }), text[..<blank].lowercased() == "digest"
    else { return nil }
    var parameters: [String: String] = [:]
    for part in text[blank...].split(outsideOfQuotes: ",") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let name = pair[0].trimmed.lowercased()
      // The first of two counts, for whoever else reads the message too.
      if parameters[name] == nil { parameters[name] = pair[1].trimmed.unquoted }
    }
    return parameters
  }

  static func response(
    user: String, realm: String, password: String, method: String, uri: String, nonce: String, qop: String?,
    count: String, clientNonce: String
  ) -> String {
    let secret = md5("\(user):\(realm):\(password)")
    let request = md5("\(method):\(uri)")
    guard let qop else { return md5("\(secret):\(nonce):\(request)") }
    return md5("\(secret):\(nonce):\(count):\(clientNonce):\(qop):\(request)")
  }

  /// 32 hex digits.
  static func md5(_ text: String) -> String {
    var digits = [CChar](repeating: 0, count: 33)
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { source in
      digits.withUnsafeMutableBufferPointer { ua_md5(source.baseAddress, source.count, $0.baseAddress) }
    }
    return String(decoding: digits.prefix(32).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension SIPCredentials {
  /// As sofia-sip wants them, for the realm of this challenge. `nil` where the challenge is none of digest, or a part
  /// has characters that the notation cannot carry.
  func answer(to challenge: String) -> String? {
    guard let realm = SIPDigest.parameters(challenge)?["realm"] else { return nil }
    let forbidden: (Character) -> Bool = { $0 == "\"" || $0 == "\\" || $0.isNewline }
    guard !user.contains(":"), !user.contains(where: forbidden), !password.contains(where: \.isNewline),
      !realm.contains(where: forbidden)
    else { return nil }
    return "Digest:\"\(realm)\":\(user):\(password)"
  }
}
