/// What offer and answer came to, seen from our side.
public struct SDPAgreement: Hashable, Sendable {
  /// Where the peer wants its sound; `isNowhere` where it put us on hold in the old way.
  public var address: SDPConnection
  public var port: UInt16
  /// Where it wants control packets.
  public var controlAddress: SDPConnection
  public var controlPort: UInt16
  /// What we send.
  public var codec: SDPCodec
  /// Payload types as the peer numbers what it receives.
  public var sends: PayloadTypes
  /// Payload types as we number what we receive.
  public var receives: PayloadTypes
  public var direction: SDPDirection
  /// Milliseconds of sound that the peer wants in a packet.
  public var packetTime: Int
  /// Which `m=` line it is, from 0.
  public var medium: Int

  public struct PayloadTypes: Hashable, Sendable {
    public var aLaw: UInt8?
    public var muLaw: UInt8?
    /// `nil`: keys can only be sent as tones.
    public var telephoneEvent: UInt8?

    public init(aLaw: UInt8? = nil, muLaw: UInt8? = nil, telephoneEvent: UInt8? = nil) {
      self.aLaw = aLaw
      self.muLaw = muLaw
      self.telephoneEvent = telephoneEvent
    }
  }

  /// The peer does not want to hear us now.
  public var isHeld: Bool { !direction.sends }
}

/// Why a description is no basis for a call.
public enum SDPRefusal: Error, Hashable, Sendable {
  case fault(SDPFault)
  /// No `audio` over `RTP/AVP` that is wanted.
  case noAudio
  /// Neither PCMA nor PCMU.
  case noCodec
  /// No address, a name, or a group.
  case noAddress
  /// An answer that does not fit our offer (RFC 3264 §6).
  case otherMedia

  /// The status that refuses it.
  public var status: Int {
    if case .fault = self { 400 } else { 488 }
  }
}
