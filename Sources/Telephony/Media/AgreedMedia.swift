import Audio

extension SDPAgreement {
  /// What the media needs of it; `nil` where its address cannot be used.
  /// - Parameter knownHost: another address that signalling showed to be the peer's.
  public func media(knownHost: String? = nil) -> MediaDescription? {
    guard let remote = SocketAddress(address.address, port: port) else { return nil }
    return MediaDescription(
      address: remote, controlAddress: SocketAddress(controlAddress.address, port: controlPort),
      law: codec == .aLaw ? .aLaw : .muLaw, sends: sends.media, receives: receives.media, direction: direction,
      knownHosts: knownHost.flatMap { SocketAddress($0, port: 0) }.map { [$0] } ?? [])
  }
}

extension SDPAgreement.PayloadTypes {
  fileprivate var media: MediaDescription.PayloadTypes {
    MediaDescription.PayloadTypes(
      muLaw: muLaw ?? SDPCodec.muLaw.fixedType, aLaw: aLaw ?? SDPCodec.aLaw.fixedType, telephoneEvent: telephoneEvent)
  }
}
