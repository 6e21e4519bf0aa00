import Testing

@testable import Telephony

/// Headers of a URI: what a referred caller's telephone or PBX puts into its INVITE (RFC 3261 §19.1.1).
@Suite struct ReferAddressTests {
  @Test(
    arguments: [
      ("sip:a@b", [("X-Account", "7")], "sip:a@b?X-Account=7"),
      (" sip:a@b;transport=tcp ", [("X-A", "1"), ("X-B", "2")], "sip:a@b;transport=tcp?X-A=1&X-B=2"),
      ("sip:a@b?Subject=x", [("X-A", "1")], "sip:a@b?Subject=x&X-A=1"),
      ("sip:a@b", [("X-A", "a&b=c?d <e> \"f\"; 卡")], "sip:a@b?X-A=a%26b%3Dc%3Fd%20%3Ce%3E%20%22f%22%3B%20%E5%8D%A1"),
      ("sip:a@b", [("X-A", "1\r\nVia: x")], "sip:a@b?X-A=1%20%20Via%3A%20x"),
      ("sip:a@b", [("not a token", "1")], "sip:a@b"), ("sip:a@b", [], "sip:a@b"),
      ("tel:+4420", [("X-A", "1")], "tel:+4420"),
    ] as [(String, [(String, String)], String)])
  func address(uri: String, fields: [(String, String)], expected: String) {
    let headers = SIPHeaders(fields.map { .init(name: $0.0, value: $0.1) })
    #expect(SIPReferTarget(uri: uri, replacing: nil, referredBy: nil, headers: headers).address == expected)
  }
}
