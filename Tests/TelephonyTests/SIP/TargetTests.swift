import Testing

@testable import Telephony

/// Destinations, and the local address that reaches them.
@Suite struct TargetTests {
  @Test func destinations() throws {
    let plain = try #require(SIPTarget("sip:a@b.example;transport=TCP"))
    #expect(plain.uri == "sip:a@b.example;transport=TCP")
    #expect(plain.host == "b.example")
    #expect(plain.transport == .tcp)
    #expect(plain.route == nil)
    #expect(SIPTarget("sips:a@[::1]:5061")?.host == "[::1]")
    #expect(SIPTarget("sips:a@[::1]:5061")?.transport == .tls)
    let number = try #require(SIPTarget("tel:+86-10.12;ext=5", proxy: "sip:gw.example:5080;transport=tcp"))
    #expect(number.uri == "sip:+861012@gw.example:5080;user=phone")
    #expect(number.route == "<sip:gw.example:5080;transport=tcp;lr>")
    #expect(number.transport == .tcp)
    #expect(SIPTarget("sip:a@b", proxy: "sip:p;lr")?.route == "<sip:p;lr>")
    #expect(SIPTarget("sip:a@b", proxy: "sip:p;lr")?.host == "p")
  }

  @Test(arguments: [
    "", "sip:", "sip:a@", "a@b", "http://a", "tel:123", "sip:a b@c", "sip:a@b\r\nVia: x", "sip:<a>@b", "sip:a\"@b",
    "sip:a@b;transport=sctp", "sip:\u{e9}@b", "sip:" + String(repeating: "a", count: 1_100) + "@b",
  ])
  func noDestination(text: String) {
    #expect(SIPTarget(text) == nil)
  }

  @Test func noProxy() {
    #expect(SIPTarget("tel:", proxy: "sip:p") == nil)
    #expect(SIPTarget("tel:12x", proxy: "sip:p") == nil)
    #expect(SIPTarget("sip:a@b", proxy: "tel:1") == nil)
  }

  @Test func localAddresses() {
    let addresses = [
      SIPLocalAddress(host: "127.0.0.1", port: 5060, transports: [.udp]),
      SIPLocalAddress(host: "127.0.0.1", port: 5061, transports: [.tls], certificates: "/x"),
      SIPLocalAddress(host: "::1", port: 5060),
    ]
    func local(_ text: String) -> Int? { SIPTarget(text)?.local(in: addresses) }
    #expect(local("sip:a@127.0.0.1") == 0)
    #expect(local("sip:a@127.0.0.1;transport=tcp") == nil)
    #expect(local("sips:a@127.0.0.1") == 1)
    #expect(local("sip:a@[::1];transport=tcp") == 2)
    #expect(local("sip:a@b.example") == 0)
    #expect(local("sip:a@b.example;transport=tcp") == 2)
  }

  @Test func listening() {
    #expect(SIPLocalAddress(host: "::1", port: 5060).uri == "sip:[::1]:5060")
    #expect(
      SIPLocalAddress(host: "127.0.0.1", port: 5060, transports: [.tcp]).uri == "sip:127.0.0.1:5060;transport=tcp")
    #expect(SIPLocalAddress(host: "127.0.0.1", port: 5061, transports: [.tls]).uri == nil)
    #expect(SIPLocalAddress(host: "127.0.0.1", port: 5061, transports: [.tls, .tcp], certificates: "x").uri == nil)
    #expect(SIPLocalAddress(host: "example.net").uri == nil)
    #expect(SIPLocalAddress(host: "127.0.0.1", port: 0).uri == nil)
    #expect(SIPLocalAddress(host: "127.0.0.1", transports: []).uri == nil)
  }
}
