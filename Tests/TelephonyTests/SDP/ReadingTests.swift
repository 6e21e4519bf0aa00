import Testing

@testable import Telephony

/// Session descriptions, good and bad (RFC 4566).
@Suite struct SDPReadingTests {
  static let head = "v=0\r\no=- 1 2 IN IP4 10.0.0.1\r\ns=-\r\n"

  @Test func whatATelephoneSends() throws {
    let session = try SDPSession(
      reading: Self.head + "i=x\r\nc=IN IP4 10.0.0.2/127\r\nb=AS:64\r\nt=0 0\r\na=sendonly\r\n"
        + "m=audio 4000/2 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:30\r\n"
        + "m=video 0 RTP/AVP 96\r\nc=IN IP6 ::1\r\n\r\n")
    #expect(session.origin.version == "2")
    #expect(session.connection == SDPConnection(family: .four, address: "10.0.0.2"))
    #expect(session.media.count == 2)
    #expect(session.media[0].port == 4000)
    #expect(session.media[0].formats == ["0", "8", "101"])
    #expect(session.media[0].packetTime == 30)
    #expect(session.direction(of: session.media[0]) == .sendOnly)
    #expect(session.connection(of: session.media[1])?.family == .six)
    #expect(session.connection(of: session.media[0])?.address == "10.0.0.2")
  }

  @Test func lineFeedsWillDo() throws {
    let session = try SDPSession(reading: "v=0\no=- 1 1 IN IP4 1.2.3.4\ns=\nm=audio 1 RTP/AVP 0")
    #expect(session.media.count == 1)
  }

  @Test(arguments: [
    ("", SDPFault.missing("v")), ("o=- 1 1 IN IP4 1.2.3.4", .missing("v")), ("v=0", .missing("o")),
    ("v=0\no=- 1 1 IN IP4 1.2.3.4", .missing("s")), ("v=1\n", .badLine(1)), ("v=0\nv=0", .badLine(2)),
    ("v=0\no=- 1 1", .badLine(2)), ("v=0\n\no=- 1 1 IN IP4 1.2.3.4", .badLine(3)), ("v=0\nx", .badLine(2)),
    ("v=0\n =x", .badLine(2)), ("v=0\nq=x", .badLine(2)), ("v=0\nV=x", .badLine(2)), ("v=0\nc=IN IP5 x", .badLine(2)),
    ("v=0\nc=IN IP4", .badLine(2)), ("v=0\nc=IN IP4 /", .badLine(2)), ("v=0\nm=audio", .badLine(2)),
    ("v=0\nm=audio x RTP/AVP 0", .badLine(2)), ("v=0\nm=audio 65536 RTP/AVP 0", .badLine(2)),
    ("v=0\nm=audio -1 RTP/AVP 0", .badLine(2)), ("v=0\nm=audio +1 RTP/AVP 0", .badLine(2)),
    ("v=0\nm=audio 1 RTP/AVP", .badLine(2)), ("v=0\nm=audio / RTP/AVP 0", .badLine(2)), ("v=0\na=", .badLine(2)),
    ("v=0\na=:x", .badLine(2)), ("v=0\nm=audio 1 RTP/AVP 0\ns=x", .badLine(3)), ("\u{0}\u{ff}", .badLine(1)),
  ])
  func faults(text: String, fault: SDPFault) {
    // A line of the wrong shape before `v=` is missing it as well.
    #expect { try SDPSession(reading: text) } throws: { error in
      error as? SDPFault == fault || (fault == .badLine(1) && error as? SDPFault == .missing("v"))
    }
  }

  @Test func limits() {
    let lines = Self.head + String(repeating: "a=x\r\n", count: SDPSession.Limits.lines)
    let bytes = Self.head + "a=" + String(repeating: "x", count: SDPSession.Limits.bytes)
    let media = Self.head + String(repeating: "m=audio 1 RTP/AVP 0\r\n", count: SDPSession.Limits.media + 1)
    let formats = Self.head + "m=audio 1 RTP/AVP" + String(repeating: " 0", count: SDPSession.Limits.formats + 1)
    for text in [lines, bytes, media, formats] {
      #expect(throws: SDPFault.tooLarge) { try SDPSession(reading: text) }
    }
  }

  /// Every prefix, and every text with one byte changed, is a description or a fault, and never more.
  @Test func nothingTraps() {
    let text = Array(
      (Self.head + "c=IN IP6 ::1\r\nm=audio 4000 RTP/AVP 8 101\r\na=fmtp:101 0-15,66-1\r\na=ptime:20\r\n").utf8)
    let local = SDPLocal(address: "127.0.0.1", port: 1, session: 1)
    var readable = 0
    for index in text.indices {
      for changed in [
        Array(text[..<index]), text.replaced(index, 0), text.replaced(index, 0xff), text.replaced(index, 10),
      ] {
        guard let session = try? SDPSession(reading: String(decoding: changed, as: UTF8.self)) else { continue }
        readable += 1
        _ = try? local.answer(session)
        _ = try? local.agreement(answer: session)
      }
    }
    #expect(readable > 0)
  }

  @Test func writing() throws {
    let session = SDPLocal(address: "::1", port: 4000, session: 7, version: 3).offer()
    #expect(try SDPSession(reading: session.description) == session)
    #expect(session.description.hasPrefix("v=0\r\no=- 7 3 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\n"))
  }
}

extension [UInt8] {
  fileprivate func replaced(_ index: Int, _ byte: UInt8) -> [UInt8] {
    var copy = self
    copy[index] = byte
    return copy
  }
}
