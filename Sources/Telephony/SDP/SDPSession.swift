/// A session description (RFC 4566), the parts of it that telephony uses.
public struct SDPSession: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    public let name: String
    /// `nil` for a property attribute such as `a=sendonly`.
    public let value: String?

    public init(_ name: String, _ value: String? = nil) {
      self.name = name
      self.value = value
    }
  }

  /// `o=`: names the session and its version.
  public struct Origin: Hashable, Sendable {
    public let user: String
    public let session: String
    /// Rises with each change; the same version is the same description (RFC 3264 §8).
    public let version: String
    public let address: String

    public init(user: String, session: String, version: String, address: String) {
      self.user = user
      self.session = session
      self.version = version
      self.address = address
    }
  }

  public var origin: Origin
  /// `c=` for media without one of their own.
  public var connection: SDPConnection?
  public var attributes: [Attribute]
  public var media: [SDPMedia]

  public init(
    origin: Origin, connection: SDPConnection? = nil, attributes: [Attribute] = [], media: [SDPMedia] = []
  ) {
    self.origin = origin
    self.connection = connection
    self.attributes = attributes
    self.media = media
  }

  /// In which direction a medium goes, seen by who described it: its own attribute, else the session's.
  public func direction(of medium: SDPMedia) -> SDPDirection {
    SDPDirection(in: medium.attributes) ?? SDPDirection(in: attributes) ?? .sendReceive
  }

  public func connection(of medium: SDPMedia) -> SDPConnection? { medium.connection ?? connection }
}

/// One `m=` line with what belongs to it.
public struct SDPMedia: Hashable, Sendable {
  /// `audio`, `video`, …
  public var kind: String
  /// `0`: refused, or not wanted.
  public var port: UInt16
  /// `RTP/AVP`, …
  public var transport: String
  public var formats: [String]
  public var connection: SDPConnection?
  public var attributes: [SDPSession.Attribute]

  public init(
    kind: String, port: UInt16, transport: String = "RTP/AVP", formats: [String],
    connection: SDPConnection? = nil, attributes: [SDPSession.Attribute] = []
  ) {
    self.kind = kind
    self.port = port
    self.transport = transport
    self.formats = formats
    self.connection = connection
    self.attributes = attributes
  }

  /// Value of the first attribute of the name.
  public func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// An address of `c=` and of other places.
public struct SDPConnection: Hashable, Sendable, CustomStringConvertible {
  public enum Family: String, Hashable, Sendable { case four = "IP4", six = "IP6" }
  public let family: Family
  /// Without a lifetime.
  public let address: String

  public init(family: Family, address: String) {
    self.family = family
    self.address = address
  }

  /// By the look of the address.
  public init(_ address: String) {
    self.init(family: address.contains(":") ? .six : .four, address: address)
  }

  /// `0.0.0.0`: the way to hold a call before RFC 3264 (§8.4 there).
  public var isNowhere: Bool {
    family == .four ? address == "0.0.0.0" : address.allSatisfy { $0 == ":" || $0 == "0" }
  }

  /// Written in digits and to one receiver: names are not looked up and groups are not sent to.
  public var isUsable: Bool {
    switch family {
    case .four:
      let parts = address.split(separator: ".", omittingEmptySubsequences: false)
      let bytes = parts.compactMap { $0.utf8.count <= 3 && $0.utf8.allSatisfy(isDigit) ? UInt8($0) : nil }
      guard parts.count == 4, bytes.count == 4 else { return false }
      return bytes[0] < 224
    case .six:
      let isHex = address.utf8.allSatisfy {
        isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || (97...102).contains($0 | 32)
      }
      return isHex && address.contains(":") && address.utf8.count <= 45 && !address.lowercased().hasPrefix("ff")
    }
  }

  public var description: String { "IN \(family.rawValue) \(address)" }
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Who sends, seen by who says it (RFC 4566 §6).
public enum SDPDirection: String, Hashable, Sendable, CaseIterable {
  case sendReceive = "sendrecv"
  case sendOnly = "sendonly"
  case receiveOnly = "recvonly"
  case inactive

  public init(sends: Bool, receives: Bool) {
    self = sends ? (receives ? .sendReceive : .sendOnly) : (receives ? .receiveOnly : .inactive)
  }

  /// The first of them among attributes.
  init?(in attributes: [SDPSession.Attribute]) {
    for attribute in attributes where attribute.value == nil {
      if let direction = SDPDirection(rawValue: attribute.name) {
        self = direction
        return
      }
    }
    return nil
  }

  public var sends: Bool { self == .sendReceive || self == .sendOnly }
  public var receives: Bool { self == .sendReceive || self == .receiveOnly }

  /// The same seen from the other side.
  public var mirrored: SDPDirection { SDPDirection(sends: receives, receives: sends) }
}
