/// What the standard says about one attribute of one element.
public struct AttributeRule: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case text
    /// Not empty and without blanks.
    case name
    /// An ECMAScript identifier.
    case identifier
    /// ECMAScript.
    case expression
    /// A URI or IRI, absolute or relative; a bad one makes the document bad.
    case uri
    /// The URI of a sound, for which there is always something else to hear.
    case sound
    /// A number with `s` or `ms` (VoiceXML 2.0 §6.5).
    case time
    /// As `time`, also with `m`, `h` or `d`.
    case period
    /// A number of milliseconds, with or without `ms`.
    case milliseconds
    /// A whole number of seconds, without a unit.
    case seconds
    case boolean
    /// A whole number from 1.
    case count
    /// A number from 0.
    case weight
    /// Names separated by blanks.
    case names
    /// Event names separated by blanks.
    case events
    /// Keys 0 to 9, `*`, `#`, A to D; blanks are ignored.
    case keys
    /// `n`, `n-` or `n-m` (SRGS §2.5).
    case repeatCount
    case keyword([String])
    /// As `keyword`, in capitals too.
    case method
    case language
  }

  public enum Status: Hashable, Sendable {
    case standard
    /// Of version 1.0, or common in real documents; read in tolerant mode.
    case old
    /// Allowed on the element elsewhere, not in this place.
    case forbidden
  }

  public let name: String
  public let kind: Kind
  public let isRequired: Bool
  /// The value that holds where the attribute is absent, if the standard names one.
  public let defaultValue: String?
  public let since: SchemaVersion
  public let status: Status

  static func required(_ name: String, _ kind: Kind, since: SchemaVersion = .v20) -> AttributeRule {
    AttributeRule(name: name, kind: kind, isRequired: true, defaultValue: nil, since: since, status: .standard)
  }

  static func optional(
    _ name: String, _ kind: Kind, default value: String? = nil, since: SchemaVersion = .v20
  ) -> AttributeRule {
    AttributeRule(name: name, kind: kind, isRequired: false, defaultValue: value, since: since, status: .standard)
  }

  static func old(_ name: String, _ kind: Kind) -> AttributeRule {
    AttributeRule(name: name, kind: kind, isRequired: false, defaultValue: nil, since: .v10, status: .old)
  }

  static func forbidden(_ name: String) -> AttributeRule {
    AttributeRule(name: name, kind: .text, isRequired: false, defaultValue: nil, since: .v20, status: .forbidden)
  }
}

extension [AttributeRule] {
  /// Of what is fetched for use (VoiceXML 2.0 §6.1).
  static let resourceFetch: Self = [
    .optional("fetchhint", .keyword(["prefetch", "safe"])), .optional("fetchtimeout", .time),
    .optional("maxage", .seconds), .optional("maxstale", .seconds), .old("caching", .keyword(["fast", "safe"])),
  ]
  /// Of what is fetched while the caller waits.
  static let documentFetch: Self = resourceFetch + [.optional("fetchaudio", .sound)]
  /// Of form items (§2.3).
  static let item: Self = [
    .optional("name", .identifier), .optional("expr", .expression), .optional("cond", .expression),
  ]
  /// Of handlers (§5.2.2).
  static let handler: Self = [.optional("count", .count, default: "1"), .optional("cond", .expression)]
  static let message: Self = [.optional("message", .text), .optional("messageexpr", .expression)]
  static let language: Self = [.optional("xml:lang", .language)]
}
