import Audio
import Telephony

extension SDPAgreement {
  /// What the media needs of it; `nil` where its address cannot be used.
  func media(knownHost: String?) -> MediaDescription? {
    let host = isNowhere ? nil : address.address
    guard let remote = SocketAddress(host ?? "0.0.0.0", port: port) else { return nil }
    return MediaDescription(
      address: remote, controlAddress: SocketAddress(controlAddress.address, port: controlPort),
      law: codec == .aLaw ? .aLaw : .muLaw, sends: sends.media, receives: receives.media, direction: direction.media,
      knownHosts: knownHost.flatMap { SocketAddress($0, port: 0) }.map { [$0] } ?? [])
  }

  private var isNowhere: Bool { address.isNowhere }
}

extension SDPAgreement.PayloadTypes {
  fileprivate var media: MediaDescription.PayloadTypes {
    MediaDescription.PayloadTypes(muLaw: muLaw ?? 0, aLaw: aLaw ?? 8, telephoneEvent: telephoneEvent)
  }
}

extension SDPDirection {
  fileprivate var media: MediaDescription.Direction {
    switch self {
    case .sendReceive: .sendReceive
    case .sendOnly: .sendOnly
    case .receiveOnly: .receiveOnly
    case .inactive: .inactive
    }
  }
}
