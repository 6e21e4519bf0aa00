import Telephony
import Testing

/// What RFC 4475 describes, in messages of our own: odd but right ones are served, wrong ones are refused or ignored,
/// and the endpoint goes on.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TortureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What may come back; `nil` is silence.
    let statuses: [Int?]
    let make: @Sendable (RawPeer) -> String

    init(_ name: String, _ statuses: [Int?], _ make: @escaping @Sendable (RawPeer) -> String) {
      testDescription = name
      self.statuses = statuses
      self.make = make
    }
  }

  static let description = fixedDescription.replacing("\r\n", with: "\n")

  /// §3.1.1: right, however odd. Our answerer says 486 to a call.
  static let right: [Case] = [
    Case("3.1.1.1 folded lines, odd blanks, short names, any case", [486]) {
      """
      INVITE sip:desk@127.0.0.1;unknownparam SIP/2.0
      TO :
       sip:desk@127.0.0.1 ;   tag    =
      from   : "J Rosenberg \\\\\\""       <sip:jdrosen@127.0.0.1>
        ;
        tag = 98asjd8
      MaX-fOrWaRdS: 0068
      Call-ID: oddly.spaced@127.0.0.1
      Content-Length   : 0
      cseq: 0009
        INVITE
      Via  : SIP  /   2.0
       /UDP
          127.0.0.1:\($0.port);branch=z9hG4bK390skdjuw
      s :
      NewFangledHeader:   newfangled value
       continued newfangled value
      UnknownHeaderWithUnusualValue: ;;,,;;,;
      v:  SIP  / 2.0  / TCP     192.0.2.2   ;
        branch  =   390skdjuw
      m:"Quoted string \\"\\"" <sip:jdrosen@127.0.0.1> ; newparam =
            newvalue ;
        secondparam ; q = 0.33


      """.replacing("tag    =", with: "x")
    },
    Case("3.1.1.2 every character a token may have", [501]) {
      $0.request("!Interesting-Method0123456789_*.%indeed'~", id: "intmeth")
    },
    // sofia-sip does not know that these may be part of a method.
    Case("3.1.1.2 but for two of them", [nil]) { $0.request("Interesting+`", id: "intmeth2") },
    Case("a method that nobody knows", [501]) { $0.request("FROBNICATE", id: "frob") },
    Case("3.1.1.3 escapes in a URI", [486]) {
      $0.request(
        "INVITE", id: "esc01", change: ["To": "sip:%75se%72@127.0.0.1"], body: description,
        line: "INVITE sip:sips%3Auser%40127.0.0.1@127.0.0.1 SIP/2.0")
    },
    Case("3.1.1.4 an escaped zero", [486]) {
      $0.request(
        "INVITE", id: "escnull", change: ["From": "sip:null-%00-null@127.0.0.1;tag=839923423"], body: description)
    },
    Case("3.1.1.6 no blank between name and bracket", [200]) {
      $0.request("OPTIONS", id: "lwsdisp", change: ["From": "caller<sip:caller@127.0.0.1>;tag=323"])
    },
    Case("3.1.1.7 long values", [486]) {
      $0.request(
        "INVITE", id: "longreq",
        change: [
          "To":
            "\"I have a user name of \(String(repeating: "extreme ", count: 30))proportion\" <sip:user@127.0.0.1:6000;unknownparam1=very\(String(repeating: "long", count: 50))value>"
        ],
        body: description)
    },
    Case("3.1.1.9 a semicolon in the user part", [200]) {
      $0.request(
        "OPTIONS", id: "semiuri", change: ["To": "<sip:user;par=u%40example.net@127.0.0.1>"],
        line: "OPTIONS sip:user;par=u%40example.net@127.0.0.1 SIP/2.0")
    },
    Case("3.1.1.10 transports of all kinds in Via", [200]) {
      $0.request(
        "OPTIONS", id: "transports",
        more: ["Via: SIP/2.0/SCTP 192.0.2.9;branch=a", "Via: SIP/2.0/UNKNOWN 192.0.2.9;branch=b"])
    },
  ]

  /// §3.1.2: wrong. No success; a refusal, or silence where there is nobody to answer.
  static let wrong: [Case] = [
    Case("3.1.2.1 separators where none belong", [nil]) {
      $0.request(
        "INVITE", id: "badinv01",
        change: ["Via": "SIP/2.0/UDP 127.0.0.1:\($0.port);;,;,,", "Contact": "\"Joe\" <sip:joe@127.0.0.1>;;;;"],
        body: description)
    },
    Case("3.1.2.2 a length that is more than there is", [400]) {
      $0.request("INVITE", id: "clerr", change: ["Content-Length": "9999"], body: description)
    },
    Case("3.1.2.3 a negative length", [400]) {
      $0.request("INVITE", id: "ncl", change: ["Content-Length": "-999"], body: description)
    },
    Case("3.1.2.4 numbers that do not fit", [400]) {
      $0.request("REGISTER", id: "scalar02", change: ["CSeq": "36893488147419103232 REGISTER", "Max-Forwards": "300"])
    },
    Case("3.1.2.6 a quote that never ends", [400]) {
      $0.request("INVITE", id: "quotbal", change: ["To": "\"Mr. J. User <sip:j.user@127.0.0.1>"], body: description)
    },
    Case("3.1.2.7 brackets around the request URI", [400]) {
      $0.request("INVITE", id: "ltgtruri", body: description, line: "INVITE <sip:desk@127.0.0.1> SIP/2.0")
    },
    Case("3.1.2.8 blanks within the request URI", [nil]) {
      $0.request("INVITE", id: "lwsruri", body: description, line: "INVITE sip:desk@127.0.0.1; lr SIP/2.0")
    },
    Case("3.1.2.16 another version", [505]) {
      $0.request("OPTIONS", id: "badvers", line: "OPTIONS sip:desk@127.0.0.1 SIP/7.0")
    },
    Case("3.1.2.17 CSeq names another method", [400]) {
      $0.request("OPTIONS", id: "mismatch01", change: ["CSeq": "8 INVITE"])
    },
    Case("3.3.1 fields are missing", [400]) {
      $0.request("INVITE", id: "insuf", change: ["Call-ID": "", "From": "", "To": ""], body: description)
    },
    Case("3.3.2 a scheme that nobody knows", [416]) {
      $0.request("OPTIONS", id: "unkscm", line: "OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0")
    },
    Case("3.3.6 a body of an unknown kind", [415]) {
      $0.request("INVITE", id: "invut", body: description).replacing(
        "application/sdp", with: "application/unknownformat")
    },
    Case("3.3.8 one of a kind, twice", [400]) {
      $0.request(
        "INVITE", id: "multi01",
        more: [
          "CSeq: 59 INVITE", "Call-ID: other@127.0.0.1", "To: sip:x@127.0.0.1", "From: sip:y@127.0.0.1;tag=1",
          "Max-Forwards: 5",
        ], body: description)
    },
    Case("3.3.15 an extension that must be understood", [420]) {
      $0.request("OPTIONS", id: "bext01", more: ["Require: nothingSupportsThis, nothingSupportsThisEither"])
    },
  ]

  /// Runs an endpoint that refuses every call with 486.
  static func serving(_ options: SIPEndpointOptions, _ body: (SIPEndpoint) async throws -> Void) async throws {
    try await Events.during(
      options,
      react: { endpoint, event in
        if case .incomingCall(let invitation) = event { endpoint.refuse(invitation.dialog, status: 486) }
      }
    ) { endpoint, _ in try await body(endpoint) }
  }

  /// The endpoint is alive: it answers an ordinary question.
  static func expectAlive(_ port: UInt16, _ id: String) throws {
    let peer = try RawPeer(to: port)
    peer.send(peer.request("OPTIONS", id: "alive-\(id)"))
    #expect(peer.status(of: "OPTIONS") == 200, "after \(id)")
  }

  @Test func oddButRight() async throws {
    let port = try freePort()
    try await Self.serving(.loopback(port)) { _ in
      for (index, odd) in Self.right.enumerated() {
        let peer = try RawPeer(to: port)
        let text = odd.make(peer)
        peer.send(text)
        let method = String(text.prefix { $0 != " " })
        let status = peer.status(of: method)
        #expect(odd.statuses.contains(status), "\(odd.testDescription): \(status ?? 0)")
        try Self.expectAlive(port, "r\(index)")
      }
    }
  }

  @Test func wrong() async throws {
    let port = try freePort()
    try await Self.serving(.loopback(port)) { endpoint in
      for (index, bad) in Self.wrong.enumerated() {
        let peer = try RawPeer(to: port, patience: 300)
        let text = bad.make(peer)
        peer.send(text)
        var answers: [Int] = []
        while let message = peer.receive() {
          if let status = message.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
            answers.append(status)
          }
          if let last = answers.last, last >= 200 { break }
        }
        let final = answers.last { $0 >= 200 }
        #expect(bad.statuses.contains(final), "\(bad.testDescription): \(final ?? 0)")
        try Self.expectAlive(port, "w\(index)")
      }
      #expect(endpoint.counts.malformed > 0)
    }
  }

  @Test func rubbishIsCountedAndIgnored() async throws {
    let port = try freePort()
    try await Self.serving(.loopback(port)) { endpoint in
      let peer = try RawPeer(to: port, patience: 100)
      let before = endpoint.counts
      for text in ["GET / HTTP/1.1\n\n", "hello\n\n", "SIP/2.0 abc\n\n", "INVITE\n\n", "INVITE sip:a SIP/2.0 x y\n\n"] {
        peer.send(text)
      }
      peer.send([0, 1, 2, 255, 13, 10, 13, 10])
      try Self.expectAlive(port, "rubbish")
      #expect(endpoint.counts.noSIP >= before.noSIP + 3)
    }
  }

  /// Neither who asks (RFC 3489) nor whom RESPONSE-ADDRESS (11.2.2) names.
  @Test func stunIsNotAnswered() async throws {
    let port = try freePort()
    try await Self.serving(.loopback(port)) { endpoint in
      let peer = try RawPeer(to: port, patience: 100)
      let victim = try RawPeer(to: port, patience: 100)
      let before = endpoint.counts
      let transaction = [UInt8](1...16)
      let named = [0, 2, 0, 8, 0, 1, UInt8(victim.port >> 8), UInt8(victim.port & 255), 127, 0, 0, 1]
      peer.send([0, 1, 0, 0] + transaction)
      peer.send([0, 1, 0, 12] + transaction + named)
      peer.send([0, 2, 0, 0] + transaction)
      peer.send([0, 0x11, 0, 0] + transaction)
      peer.send([1, 1, 0, 0] + transaction)
      #expect(peer.receive() == nil)
      #expect(victim.receive() == nil)
      try Self.expectAlive(port, "stun")
      #expect(endpoint.counts.noSIP == before.noSIP + 4)
    }
  }

  @Test func limits() async throws {
    let port = try freePort()
    var options = SIPEndpointOptions.loopback(port)
    options.limits.headerField = 300
    options.limits.headerFields = 20
    try await Self.serving(options) { endpoint in
      let peer = try RawPeer(to: port)
      peer.send(peer.request("OPTIONS", id: "fits", more: ["X-Long: " + String(repeating: "a", count: 250)]))
      #expect(peer.status(of: "OPTIONS") == 200)
      peer.send(peer.request("OPTIONS", id: "long", more: ["X-Long: " + String(repeating: "a", count: 400)]))
      #expect(peer.status(of: "OPTIONS") == 413)
      peer.send(peer.request("OPTIONS", id: "many", more: (0..<30).map { "X-\($0): a" }))
      #expect(peer.status(of: "OPTIONS") == 413)
      try Self.expectAlive(port, "limits")
      #expect(endpoint.counts.tooLarge == 2)
    }
  }

  /// Every byte of an ordinary INVITE in turn is another one; the seed is fixed.
  @Test func brokenBytes() async throws {
    let port = try freePort()
    try await Self.serving(.loopback(port)) { _ in
      let peer = try RawPeer(to: port, patience: 100)
      var seed: UInt64 = 0x2545_f491_4f6c_dd1d
      func random(_ bound: Int) -> Int {
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        return Int(seed % UInt64(bound))
      }
      for round in 0..<400 {
        let text = peer.request("INVITE", id: "fuzz\(round)", body: Self.description)
        var bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        for _ in 0...random(4) { bytes[random(bytes.count)] = UInt8(random(256)) }
        if random(4) == 0 { bytes.removeLast(random(bytes.count)) }
        peer.send(bytes)
        if round % 50 == 49 { try Self.expectAlive(port, "fuzz\(round)") }
      }
    }
  }

  /// The first 200 is lost on the way: it comes again until ACK has come, and the call is one call.
  @Test func retransmissions() async throws {
    let port = try freePort()
    try await Events.during(
      .loopback(port),
      react: { endpoint, event in
        if case .incomingCall(let invitation) = event { endpoint.answer(invitation.dialog, with: fixedDescription) }
      }
    ) { _, events in
      let peer = try RawPeer(to: port)
      let invite = peer.request("INVITE", id: "again", body: Self.description)
      peer.send(invite)
      peer.send(invite)
      #expect(peer.status(of: "INVITE") == 200)
      let answer = try #require(peer.receive())
      #expect(answer.hasPrefix("SIP/2.0 200"))
      let tag = try #require(answer.split(separator: "To: ").last?.prefix { $0 != "\r\n" })
      let change = ["To": String(tag), "Via": "SIP/2.0/UDP 127.0.0.1:\(peer.port);branch=z9hG4bK-ack"]
      peer.send(peer.request("ACK", id: "again", change: change))
      _ = await events.next { if case .acknowledged = $0 { true } else { nil } }
      let bye = change.merging(["CSeq": "2 BYE", "Via": "SIP/2.0/UDP 127.0.0.1:\(peer.port);branch=z9hG4bK-bye"]) { $1 }
      peer.send(peer.request("BYE", id: "again", change: bye))
      #expect(peer.status(of: "BYE") == 200)
      #expect(await events.ending() == .peer)
      let calls = events.seen.filter { if case .incomingCall = $0 { true } else { false } }
      #expect(calls.count == 1)
    }
  }
}
