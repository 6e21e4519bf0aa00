/// `ivr:route`: where a call is transferred to, and what is tried next.
public struct Route: Sendable {
  public enum Strategy: String, Hashable, Sendable {
    /// In document order.
    case ordered
    /// By chance, in proportion to the targets' weights.
    case weighted
  }
  public let id: Located<String>
  public let strategy: Strategy
  /// How long all tries together may take; `nil` means 60 s.
  public let maxWait: Duration?
  /// At least one, in document order.
  public let targets: [RouteTarget]
  public let headers: [RouteHeader]
  public let waiting: [RouteWaiting]
  public let location: SourceLocation

  public init(
    id: Located<String>, strategy: Strategy, maxWait: Duration?, targets: [RouteTarget], headers: [RouteHeader],
    waiting: [RouteWaiting], location: SourceLocation
  ) {
    self.id = id
    self.strategy = strategy
    self.maxWait = maxWait
    self.targets = targets
    self.headers = headers
    self.waiting = waiting
    self.location = location
  }
}

/// `ivr:target`: one destination of a route.
public struct RouteTarget: Sendable {
  public let destination: TextSource
  public let condition: Expression?
  /// Results of the try before after which this one is tried; `nil`: after any.
  public let on: [Located<String>]?
  /// From 0; 1 where nothing is written.
  public let weight: Double
  /// How long it may ring; `nil`: the transfer's own time.
  public let connectTimeout: Duration?
  /// Heard before it is tried.
  public let prompts: [Prompt]
  public let location: SourceLocation

  public init(
    destination: TextSource, condition: Expression?, on: [Located<String>]?, weight: Double,
    connectTimeout: Duration?, prompts: [Prompt], location: SourceLocation
  ) {
    self.destination = destination
    self.condition = condition
    self.on = on
    self.weight = weight
    self.connectTimeout = connectTimeout
    self.prompts = prompts
    self.location = location
  }
}

/// `ivr:header`: what the far end is told, so that the caller need not say it twice.
public struct RouteHeader: Sendable {
  public let name: Located<String>
  public let value: TextSource
  public let location: SourceLocation

  public init(name: Located<String>, value: TextSource, location: SourceLocation) {
    self.name = name
    self.value = value
    self.location = location
  }
}

extension RouteHeader {
  /// Fields of RFC 3261 and RFC 7433 that tell a person or a program something and leave the dialog alone.
  public static let knownNames = [
    "Accept-Language", "Alert-Info", "Call-Info", "Organization", "Priority", "Subject", "User-to-User",
  ]

  /// Why a far end cannot be told something under this name; `nil` where it can: names that begin with `X-`, and
  /// `knownNames`. Letters of either case are the same (RFC 3261 §7.3.1).
  public static func fault(inName name: String) -> String? {
    let isToken = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
        || "-.!%*_+`'~".utf8.contains(byte)
    }
    guard isToken, !name.isEmpty else { return "\"\(name)\" is no name of a header field" }
    let lower = name.lowercased()
    if lower.hasPrefix("x-"), lower.utf8.count > 2 { return nil }
    if knownNames.contains(where: { $0.lowercased() == lower }) { return nil }
    return "\"\(name)\" belongs to the signalling of the call"
  }

  /// Why a value cannot be sent; `nil` where it can: one line, without control characters, of at most 512 bytes.
  public static func fault(inValue value: String) -> String? {
    if value.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }) {
      return "a header field has one line, without control characters"
    }
    return value.utf8.count > 512 ? "a header field has at most 512 bytes" : nil
  }
}

/// `ivr:waiting`: what the caller hears now and then while targets ring.
public struct RouteWaiting: Sendable {
  /// `nil` means 15 s.
  public let every: Duration?
  public let prompts: [Prompt]
  public let location: SourceLocation

  public init(every: Duration?, prompts: [Prompt], location: SourceLocation) {
    self.every = every
    self.prompts = prompts
    self.location = location
  }
}
