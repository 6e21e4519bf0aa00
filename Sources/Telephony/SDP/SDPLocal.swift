/// Our side of a session: makes offers, and answers those of the peer (RFC 3264).
public struct SDPLocal: Hashable, Sendable {
  /// Numeric; where our sound arrives, and the next port for control packets.
  public var address: String
  public var port: UInt16
  /// The same through a call.
  public var session: UInt64
  /// To be raised with each description that differs from the last.
  public var version: UInt64
  /// What an offer of ours has, best first.
  public var codecs: [SDPCodec] = [.aLaw, .muLaw]
  /// What we want to do; an answer does no more than the offer lets it.
  public var direction = SDPDirection.sendReceive
  /// Payload type of telephone events in our offers; `nil` for none.
  public var telephoneEvent: UInt8? = 101

  public init(address: String, port: UInt16, session: UInt64, version: UInt64 = 1) {
    self.address = address
    self.port = port
    self.session = session
    self.version = version
  }

  /// Our offer.
  public func offer() -> SDPSession {
    let types = codecs.map { ($0, $0.fixedType) }
    return describe([medium(types, telephoneEvent: telephoneEvent, direction)])
  }

  /// Agrees on the first usable audio of an offer, in the offer's order of preference. Returns our answer as well.
  public func answer(
    _ offer: SDPSession
  ) throws(SDPRefusal) -> (agreement: SDPAgreement, answer: SDPSession) {
    let candidates = offer.media.indices.filter { offer.media[$0].isUsableAudio }
    guard !candidates.isEmpty else { throw .noAudio }
    let usable = candidates.compactMap { index in offer.media[index].codecs.first.map { (index, $0) } }
    guard let (index, chosen) = usable.first else { throw .noCodec }
    let theirs = offer.media[index]
    var agreement = try agree(offer, index, codec: chosen.codec)
    // We listen on the offer's own numbers.
    agreement.receives = agreement.sends

    let media = offer.media.indices.map { other in
      if other == index {
        return medium([(chosen.codec, chosen.type)], telephoneEvent: theirs.telephoneEvent, agreement.direction)
      }
      let refused = offer.media[other]
      return SDPMedia(kind: refused.kind, port: 0, transport: refused.transport, formats: refused.formats)
    }
    return (agreement, describe(media))
  }

  /// What the peer's answer makes of our offer.
  public func agreement(answer: SDPSession) throws(SDPRefusal) -> SDPAgreement {
    guard answer.media.count == 1 else { throw .otherMedia }
    guard answer.media[0].isUsableAudio else { throw .noAudio }
    let known = answer.media[0].codecs.filter { codecs.contains($0.codec) }
    guard let chosen = known.first else { throw .noCodec }
    var agreement = try agree(answer, 0, codec: chosen.codec)
    agreement.receives = SDPAgreement.PayloadTypes(
      aLaw: codecs.contains(.aLaw) ? SDPCodec.aLaw.fixedType : nil,
      muLaw: codecs.contains(.muLaw) ? SDPCodec.muLaw.fixedType : nil, telephoneEvent: telephoneEvent)
    return agreement
  }

  private func agree(
    _ theirs: SDPSession, _ index: Int, codec: SDPCodec
  ) throws(SDPRefusal) -> SDPAgreement {
    let medium = theirs.media[index]
    guard let connection = theirs.connection(of: medium), connection.isUsable else { throw .noAddress }
    let wanted = theirs.direction(of: medium).mirrored
    let direction = SDPDirection(
      sends: wanted.sends && self.direction.sends && !connection.isNowhere,
      receives: wanted.receives && self.direction.receives)
    let control = medium.control(connection)
    let types = medium.codecs
    return SDPAgreement(
      address: connection, port: medium.port, controlAddress: control.connection, controlPort: control.port,
      codec: codec,
      sends: SDPAgreement.PayloadTypes(
        aLaw: types.first { $0.codec == .aLaw }?.type, muLaw: types.first { $0.codec == .muLaw }?.type,
        telephoneEvent: medium.telephoneEvent),
      receives: SDPAgreement.PayloadTypes(), direction: direction, packetTime: medium.packetTime ?? 20, medium: index)
  }

  private func medium(
    _ types: [(SDPCodec, UInt8)], telephoneEvent: UInt8?, _ direction: SDPDirection
  ) -> SDPMedia {
    var formats = types.map { String($0.1) }
    var attributes = types.map { SDPSession.Attribute("rtpmap", "\($0.1) \($0.0.rawValue)/8000") }
    if let telephoneEvent {
      formats.append(String(telephoneEvent))
      attributes.append(SDPSession.Attribute("rtpmap", "\(telephoneEvent) telephone-event/8000"))
      attributes.append(SDPSession.Attribute("fmtp", "\(telephoneEvent) 0-15"))
    }
    attributes.append(SDPSession.Attribute("ptime", "20"))
    attributes.append(SDPSession.Attribute(direction.rawValue))
    return SDPMedia(kind: "audio", port: port, formats: formats, attributes: attributes)
  }

  private func describe(_ media: [SDPMedia]) -> SDPSession {
    SDPSession(
      origin: SDPSession.Origin(user: "-", session: String(session), version: String(version), address: address),
      connection: SDPConnection(address), media: media)
  }
}
