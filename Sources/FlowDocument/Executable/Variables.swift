/// `var` (VoiceXML 2.0 §5.3.1).
public struct Variable: Sendable {
  public let name: Located<String>
  public let expression: Expression?
  /// `ivr:secure`: its value is kept out of everything that is written down.
  public let isSecure: Bool
  public let location: SourceLocation

  public init(name: Located<String>, expression: Expression?, isSecure: Bool = false, location: SourceLocation) {
    self.name = name
    self.expression = expression
    self.isSecure = isSecure
    self.location = location
  }
}

/// `assign` (§5.3.2).
public struct Assign: Sendable {
  public let name: Located<String>
  public let expression: Expression
  public let location: SourceLocation

  public init(name: Located<String>, expression: Expression, location: SourceLocation) {
    self.name = name
    self.expression = expression
    self.location = location
  }
}

/// `clear` (§5.3.3); without a namelist, all form items of the form.
public struct Clear: Sendable {
  public let namelist: [Located<String>]?
  public let location: SourceLocation

  public init(namelist: [Located<String>]?, location: SourceLocation) {
    self.namelist = namelist
    self.location = location
  }
}

/// `script` (§5.3.12, 2.1 §3).
public struct Script: Sendable {
  public enum Source: Hashable, Sendable {
    case inline(Located<String>)
    case external(TextSource)
  }
  public let source: Source
  public let charset: String?
  public let fetch: FetchAttributes
  public let location: SourceLocation

  public init(source: Source, charset: String?, fetch: FetchAttributes, location: SourceLocation) {
    self.source = source
    self.charset = charset
    self.fetch = fetch
    self.location = location
  }
}
