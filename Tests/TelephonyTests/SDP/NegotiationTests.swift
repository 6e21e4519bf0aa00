import Testing

@testable import Telephony

/// Offer and answer (RFC 3264), for G.711 and telephone events.
@Suite struct NegotiationTests {
  static let local = SDPLocal(address: "192.0.2.1", port: 7000, session: 5, version: 2)

  static func session(_ media: String, _ connection: String = "c=IN IP4 10.0.0.2") throws -> SDPSession {
    try SDPSession(reading: "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\n\(connection)\nt=0 0\n\(media)")
  }

  @Test func theOfferersPreferenceCounts() throws {
    let offer = try Self.session(
      "m=audio 4000 RTP/AVP 9 0 8 96\na=rtpmap:9 G722/8000\na=rtpmap:96 telephone-event/8000\na=fmtp:96 0-15\na=ptime:30"
    )
    let (agreement, answer) = try Self.local.answer(offer)
    #expect(agreement.codec == .muLaw)
    #expect(agreement.address.address == "10.0.0.2")
    #expect(agreement.port == 4000)
    #expect(agreement.controlPort == 4001)
    #expect(agreement.sends == .init(aLaw: 8, muLaw: 0, telephoneEvent: 96))
    #expect(agreement.receives == agreement.sends)
    #expect(agreement.direction == .sendReceive)
    #expect(agreement.packetTime == 30)
    #expect(answer.media.count == 1)
    #expect(answer.media[0].formats == ["0", "96"])
    #expect(answer.media[0].port == 7000)
    #expect(answer.media[0].value("fmtp") == "96 0-15")
    #expect(answer.connection?.address == "192.0.2.1")
  }

  @Test func severalMedia() throws {
    let offer = try Self.session(
      """
      m=video 5000 RTP/AVP 96
      m=audio 0 RTP/AVP 8
      m=audio 4100 RTP/SAVP 8
      m=audio 4200 RTP/AVP 97
      a=rtpmap:97 opus/48000/2
      m=audio 4300 RTP/AVP 98 8
      a=rtpmap:98 PCMA/16000
      c=IN IP4 10.0.0.9
      a=rtcp:4400 IN IP4 10.0.0.10
      m=audio 4500 RTP/AVP 0
      """)
    let (agreement, answer) = try Self.local.answer(offer)
    #expect(agreement.medium == 4)
    #expect(agreement.port == 4300)
    #expect(agreement.codec == .aLaw)
    #expect(agreement.address.address == "10.0.0.9")
    #expect(agreement.controlAddress.address == "10.0.0.10")
    #expect(agreement.controlPort == 4400)
    #expect(agreement.sends.telephoneEvent == nil)
    #expect(answer.media.map(\.port) == [0, 0, 0, 0, 7000, 0])
    #expect(answer.media.map(\.transport) == offer.media.map(\.transport))
    #expect(answer.media[0].formats == ["96"])
    #expect(answer.media[4].formats == ["8"])
  }

  @Test(arguments: [
    (SDPDirection.sendReceive, SDPDirection.sendReceive), (.sendOnly, .receiveOnly), (.receiveOnly, .sendOnly),
    (.inactive, .inactive),
  ])
  func directions(theirs: SDPDirection, ours: SDPDirection) throws {
    let offer = try Self.session("m=audio 4000 RTP/AVP 8\na=\(theirs.rawValue)")
    let (agreement, answer) = try Self.local.answer(offer)
    #expect(agreement.direction == ours)
    #expect(agreement.isHeld == !ours.sends)
    #expect(answer.direction(of: answer.media[0]) == ours)
    var silent = Self.local
    silent.direction = .inactive
    #expect(try silent.answer(offer).agreement.direction == .inactive)
  }

  @Test func theOldWayToHold() throws {
    let offer = try Self.session("m=audio 4000 RTP/AVP 8", "c=IN IP4 0.0.0.0")
    let (agreement, answer) = try Self.local.answer(offer)
    #expect(agreement.isHeld)
    #expect(agreement.direction == .receiveOnly)
    #expect(agreement.address.isNowhere)
    #expect(answer.direction(of: answer.media[0]) == .receiveOnly)
    #expect(try Self.local.answer(Self.session("m=audio 1 RTP/AVP 8", "c=IN IP6 ::")).agreement.isHeld)
  }

  @Test(arguments: [
    ("m=audio 4000 RTP/AVP 9 18", SDPRefusal.noCodec), ("m=audio 4000 RTP/AVP 101", .noCodec),
    ("m=audio 4000 RTP/AVP 0\na=rtpmap:0 L16/44100", .noCodec),
    ("m=audio 4000 RTP/AVP 8\na=rtpmap:8 PCMA/8000/2", .noCodec),
    ("m=audio 4000 RTP/AVP 256 x -1", .noCodec), ("m=video 4000 RTP/AVP 0", .noAudio),
    ("m=audio 0 RTP/AVP 0", .noAudio),
    ("m=audio 4000 RTP/SAVP 0", .noAudio), ("", .noAudio),
    ("m=audio 4000 RTP/AVP 0\nc=IN IP4 a.example", .noAddress),
    ("m=audio 4000 RTP/AVP 0\nc=IN IP4 224.0.0.1", .noAddress),
    ("m=audio 4000 RTP/AVP 0\nc=IN IP6 ff02::1", .noAddress), ("m=audio 4000 RTP/AVP 0\nc=IN IP4 1.2.3", .noAddress),
    ("m=audio 4000 RTP/AVP 0\nc=IN IP4 1.2.3.256", .noAddress),
  ])
  func refusals(media: String, refusal: SDPRefusal) throws {
    let offer = try Self.session(media)
    #expect(throws: refusal) { try Self.local.answer(offer) }
    #expect(refusal.status == 488)
  }

  @Test func noConnectionAtAll() throws {
    let offer = try SDPSession(reading: "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nm=audio 1 RTP/AVP 8")
    #expect(throws: SDPRefusal.noAddress) { try Self.local.answer(offer) }
    #expect(SDPRefusal.fault(.tooLarge).status == 400)
  }

  @Test func theirAnswerToOurOffer() throws {
    let offer = Self.local.offer()
    #expect(offer.media[0].formats == ["8", "0", "101"])
    let answer = try Self.session("m=audio 4000 RTP/AVP 0 97\na=rtpmap:97 telephone-event/8000\na=recvonly")
    let agreement = try Self.local.agreement(answer: answer)
    #expect(agreement.codec == .muLaw)
    #expect(agreement.direction == .sendOnly)
    #expect(agreement.sends == .init(aLaw: nil, muLaw: 0, telephoneEvent: 97))
    #expect(agreement.receives == .init(aLaw: 8, muLaw: 0, telephoneEvent: 101))

    var onlyALaw = Self.local
    onlyALaw.codecs = [.aLaw]
    #expect(throws: SDPRefusal.noCodec) { try onlyALaw.agreement(answer: answer) }
    #expect(throws: SDPRefusal.noAudio) { try Self.local.agreement(answer: Self.session("m=audio 0 RTP/AVP 8")) }
    #expect(throws: SDPRefusal.otherMedia) { try Self.local.agreement(answer: Self.session("")) }
    #expect(throws: SDPRefusal.otherMedia) {
      try Self.local.agreement(answer: Self.session("m=audio 1 RTP/AVP 8\nm=audio 1 RTP/AVP 8"))
    }
  }

  @Test(arguments: [
    ("a=fmtp:101 0-15", true), ("a=fmtp:101 0-11", true), ("a=fmtp:101 0,1,2,3,4,5,6,7,8,9,10,11", true), ("", true),
    ("a=fmtp:101 0-9", false), ("a=fmtp:101 15-0", false), ("a=fmtp:101 x", false), ("a=fmtp:101 0-999", false),
    ("a=fmtp:102 0-9", true),
  ])
  func events(parameters: String, known: Bool) throws {
    let offer = try Self.session("m=audio 4000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000\n\(parameters)")
    #expect(try Self.local.answer(offer).agreement.sends.telephoneEvent == (known ? 101 : nil))
  }

  @Test func eventsOfAnotherClock() throws {
    let offer = try Self.session("m=audio 4000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/16000")
    #expect(try Self.local.answer(offer).agreement.sends.telephoneEvent == nil)
  }
}
