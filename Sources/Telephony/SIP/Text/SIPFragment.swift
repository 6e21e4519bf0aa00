/// The status of a `message/sipfrag` body (RFC 3420), as a NOTIFY after REFER brings it.
struct SIPFragment: Hashable, Sendable {
  let status: Int
  let reason: String

  /// `nil` where the first line is no status line.
  init?(_ body: String) {
    guard let line = body.split(whereSeparator: \.isNewline).first else { return nil }
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].uppercased() == "SIP/2.0", words[1].utf8.count == 3, let status = Int(words[1]),
      (100...699).contains(status)
    else { return nil }
    self.status = status
    reason = words.count == 3 ? String(words[2]) : ""
  }
}
