public import Telephony

/// A call that wants to be answered, as far as routing asks.
public struct ArrivingCall: Sendable {
  /// The called number: the user of the request URI, or the id of an AudioSocket call.
  public let number: String
  /// The caller: what a trusted server asserts, or what the caller says.
  public let from: String
  /// The numeric address that it comes from.
  public let source: String
  /// Of a call over SIP.
  public let invitation: SIPInvitation?

  public init(number: String, from: String, source: String, invitation: SIPInvitation? = nil) {
    self.number = number
    self.from = from
    self.source = source
    self.invitation = invitation
  }

  init(_ invitation: SIPInvitation) {
    self.init(
      number: SIPAddress(invitation.requestURI)?.user ?? "",
      from: invitation.assertedIdentities.first?.uri ?? invitation.from.uri, source: invitation.source.address,
      invitation: invitation)
  }
}
