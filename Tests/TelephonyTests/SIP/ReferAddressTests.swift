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

  /// A `tel:` URI that is to carry something becomes the number at the proxy, as a call of ours to it would.
  @Test(
    arguments: [
      ("tel:+44-20;phone-context=x", ["X-A"], nil, "sip:+4420@gw.example:5070;user=phone?X-A=1"),
      ("tel:+4420", [], SIPDialogID(7), "sip:+4420@gw.example:5070;user=phone"), ("tel:+4420", [], nil, "tel:+4420"),
      ("sip:a@b", ["X-A"], nil, "sip:a@b?X-A=1"), ("tel:none", ["X-A"], nil, "tel:none"),
    ] as [(String, [String], SIPDialogID?, String)])
  func proxy(uri: String, names: [String], replacing: SIPDialogID?, expected: String) {
    let target = SIPReferTarget(
      uri: uri, replacing: replacing, referredBy: nil, headers: SIPHeaders(names.map { .init(name: $0, value: "1") }),
      proxy: "sip:gw.example:5070;lr")
    #expect(target.address == expected)
  }
}
