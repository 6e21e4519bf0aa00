/// One try to transfer the call.
public struct TransferRequest: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable { case blind, bridge, consultation }
  public let kind: Kind
  public let destination: String
  public let connectTimeout: Duration
  /// What the caller hears until the far end answers; absolute.
  public let audio: String?
  public let aai: String?
  /// Whether a key or a word of the caller can end it: the item has grammars.
  public let listens: Bool
  /// What the far end is told beside who calls, in the order of the flow; one name may come more than once.
  public let headers: [TransferHeader]

  public init(
    kind: Kind, destination: String, connectTimeout: Duration, audio: String?, aai: String?, listens: Bool = false,
    headers: [TransferHeader] = []
  ) {
    self.kind = kind
    self.destination = destination
    self.connectTimeout = connectTimeout
    self.audio = audio
    self.aai = aai
    self.listens = listens
    self.headers = headers
  }
}

/// A header field for the far end of a transfer (RFC 3261 §7.3). The interpreter lets no name through that a dialog
/// needs for itself, and no value of more than one line.
public struct TransferHeader: Hashable, Codable, Sendable {
  public let name: String
  public let value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
