import CallInterface
import Testing

@testable import Telephony

/// Header fields, addresses and bodies as telephones write them.
@Suite struct TextTests {
  @Test func addresses() throws {
    let address = try #require(
      SIPAddress("\"Smith, \\\"Jo\\\" <x>\" <sip:jo%20s@a.example;user=phone>;tag=1;q=\"a;b\""))
    #expect(address.displayName == "Smith, \"Jo\" <x>")
    #expect(address.uri == "sip:jo%20s@a.example;user=phone")
    #expect(address.parameters == ["tag": "1", "q": "a;b"])
    #expect(address.user == "jo s")
    #expect(SIPAddress("sip:a@b;tag=2")?.parameters == ["tag": "2"])
    #expect(SIPAddress("Jo <tel:+86 10;x=1>")?.user == "+86 10")
    #expect(SIPAddress("<sip:b.example>")?.user == "")
    #expect(SIPAddress("") == nil)
    #expect(SIPAddress("<>") == nil)
    #expect(SIPAddress("\"open <sip:a@b>") == nil || SIPAddress("\"open <sip:a@b>")?.uri.isEmpty == false)
    #expect(address.nameAddr == "\"Smith, \\\"Jo\\\" <x>\" <sip:jo%20s@a.example;user=phone>")
  }

  @Test func headerLists() {
    let headers = SIPHeaders(lines: "X-A: one\nx-a: two\nRoute: <sip:a,b>, \"c,d\" <sip:e>\nbroken\n: none\n")
    #expect(headers["X-a"] == "one")
    #expect(headers.whole("x-A") == ["one", "two"])
    #expect(headers.list("route") == ["<sip:a,b>", "\"c,d\" <sip:e>"])
    #expect(headers.fields.count == 3)
    #expect(headers["none"] == nil)
  }

  /// With a combining mark behind it a quote, a comma or a colon is another `Character`, and the same byte.
  @Test func marksHideNothing() {
    let mark = "\u{301}"
    #expect("a\"\(mark)b".quoted == "\"a\\\"\(mark)b\"")
    #expect("\"a\"\(mark)".unquoted == "\"a\"\(mark)")
    #expect("\"a\\\"\(mark)b\"".unquoted == "a\"\(mark)b")
    #expect("a,\(mark)b, c".split(outsideOfQuotes: ",") == ["a", "\(mark)b", "c"])
    #expect("\"\(mark)a,b\", c".split(outsideOfQuotes: ",") == ["\"\(mark)a,b\"", "c"])
    #expect(SIPHeaders(lines: "X-A:\(mark)b\n\(mark)X-B: c\n")["X-A"] == "\(mark)b")
    #expect(SIPAddress("\"a\"\(mark) <\(mark)sip:a@b>;\(mark)c=d")?.uri == "\(mark)sip:a@b")
    #expect("\t a\(mark) \r\n".trimmed == "a\(mark)")
    #expect(" \r\n".trimmed.isEmpty)
    #expect("Content-TYPE".isSame("content-type"))
    #expect(!"Via".isSame("Vja") && !"[".isSame("{") && !"a".isSame("ab"))
    #expect("a/b/c".parts("/", most: 2) == ["a", "b/c"])
  }

  /// What comes out of a flow must not add header fields of its own.
  @Test func nothingBreaksOutOfAField() {
    let headers = SIPHeaders([
      .init(name: "X-Account", value: "1\r\nVia: evil"), .init(name: "Bad Name", value: "x"),
      .init(name: "A\r\nB", value: "x"), .init(name: "", value: "x"),
    ])
    #expect(headers.wireText == "X-Account: 1  Via: evil\r\n")
    #expect(SIPHeaders().wireText == nil)
  }

  @Test func diversions() {
    let headers = SIPHeaders(
      lines: """
        Diversion: <sip:last@a>;reason=no-answer;privacy=off;screen=yes, <sip:first@a>;reason=user-busy
        History-Info: <sip:ignored@a>;index=1
        """)
    #expect(
      redirections(in: headers) == [
        .init(uri: "sip:last@a", pi: "off", si: "yes", reason: "no-answer"),
        .init(uri: "sip:first@a", reason: "user-busy"),
      ])
    let history = SIPHeaders(
      lines: """
        History-Info: <sip:first@a?Reason=SIP%3Bcause%3D486>;index=1
        History-Info: <sip:second@a?Privacy=history&Reason=SIP%3Bcause%3D408>;index=1.1, <sip:us@a>;index=1.2
        """)
    #expect(
      redirections(in: history) == [
        .init(uri: "sip:second@a", reason: "SIP;cause=408"), .init(uri: "sip:first@a", reason: "SIP;cause=486"),
      ])
    #expect(redirections(in: SIPHeaders(lines: "Diversion: nonsense\n")) == [])
  }

  @Test func fragments() {
    #expect(SIPFragment("SIP/2.0 200 OK\r\nFrom: x")?.status == 200)
    #expect(SIPFragment("SIP/2.0 486 Busy Here\r\n")?.reason == "Busy Here")
    #expect(SIPFragment("SIP/2.0 180")?.status == 180)
    for bad in ["", "\r\n", "SIP/2.0", "SIP/2.0 20", "SIP/2.0 2000 x", "SIP/2.0 099 x", "HTTP/1.1 200 OK", "200 OK"] {
      #expect(SIPFragment(bad) == nil, "\(bad)")
    }
  }

  @Test func keys() {
    func key(_ type: String, _ body: String) -> SIPInfoKey? { SIPInfoKey(contentType: type, body: body) }
    #expect(key("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n")?.digit == .five)
    #expect(key("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n")?.length == .milliseconds(160))
    #expect(key("Application/DTMF-Relay; x=y", "signal= *\nduration= 90")?.digit == .star)
    #expect(key("application/dtmf-relay", "Signal=11")?.digit == .pound)
    #expect(key("application/dtmf-relay", "Signal=10")?.length == nil)
    #expect(key("application/dtmf", "d")?.digit == .d)
    #expect(key("application/dtmf-relay", "Duration=90") == nil)
    #expect(key("application/dtmf-relay", "Signal=99") == nil)
    #expect(key("application/dtmf-relay", "Signal=5\r\nDuration=-1")?.length == nil)
    #expect(key("text/plain", "5") == nil)
    #expect(key("application/dtmf", "") == nil)
    #expect(key("", "5") == nil)
  }

  @Test func escapes() {
    #expect("a b;c@d".percentEncoded == "a%20b%3Bc%40d")
    #expect("a%20b%3bc%".percentDecoded == "a b;c%")
    #expect("%zz%4".percentDecoded == "%zz%4")
  }
}
