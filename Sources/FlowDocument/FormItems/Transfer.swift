/// `transfer` (VoiceXML 2.0 §2.3.7, 2.1 §9).
public struct Transfer: Sendable {
  public enum Kind: String, Hashable, Sendable { case blind, bridge, consultation }
  public enum Target: Sendable {
    case destination(TextSource)
    /// `ivr:route`: the id of a route.
    case route(Located<String>)
  }
  public let target: Target
  public let kind: Kind
  /// How long the far end may ring.
  public let connectTimeout: Duration?
  /// How long a bridge may last; zero means without limit.
  public let maxTime: Duration?
  public let transferAudio: Located<String>?
  /// Application-to-application information.
  public let aai: TextSource?

  public init(
    target: Target, kind: Kind, connectTimeout: Duration?, maxTime: Duration?,
    transferAudio: Located<String>?, aai: TextSource?
  ) {
    self.target = target
    self.kind = kind
    self.connectTimeout = connectTimeout
    self.maxTime = maxTime
    self.transferAudio = transferAudio
    self.aai = aai
  }
}
