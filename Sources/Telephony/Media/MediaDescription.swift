public import Audio

/// What signalling agreed about the sound of one call: where it goes, as what, and in which direction.
public struct MediaDescription: Hashable, Sendable {
  /// The numbers of payloads; 0 and 8 are fixed (RFC 3551 §6) and always understood.
  public struct PayloadTypes: Hashable, Sendable {
    public var muLaw: UInt8
    public var aLaw: UInt8
    /// RFC 4733 at 8 kHz; `nil` where it was not agreed.
    public var telephoneEvent: UInt8?

    public init(muLaw: UInt8 = 0, aLaw: UInt8 = 8, telephoneEvent: UInt8? = 101) {
      self.muLaw = muLaw
      self.aLaw = aLaw
      self.telephoneEvent = telephoneEvent
    }
  }

  /// Where the other side wants its sound.
  public var address: SocketAddress
  /// Where it wants reports; the next port as a rule.
  public var controlAddress: SocketAddress
  /// What we send.
  public var law: G711
  /// As the other side numbers what it receives.
  public var sends: PayloadTypes
  /// As we number what we receive.
  public var receives: PayloadTypes
  /// Seen from our side.
  public var direction: SDPDirection
  /// Other hosts that signalling showed to be the other side, such as the source of its SIP messages: it may be behind
  /// a NAT that its description does not know.
  public var knownHosts: [SocketAddress]

  public init(
    address: SocketAddress, controlAddress: SocketAddress? = nil, law: G711, sends: PayloadTypes = PayloadTypes(),
    receives: PayloadTypes = PayloadTypes(), direction: SDPDirection = .sendReceive, knownHosts: [SocketAddress] = []
  ) {
    self.address = address
    var control = address
    control.port = address.port &+ 1
    self.controlAddress = controlAddress ?? control
    self.law = law
    self.sends = sends
    self.receives = receives
    self.direction = direction
    self.knownHosts = knownHosts
  }
}
