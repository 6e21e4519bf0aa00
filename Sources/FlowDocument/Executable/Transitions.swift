/// `goto` (VoiceXML 2.0 §5.3.7).
public struct Goto: Sendable {
  public enum Target: Hashable, Sendable {
    case dialog(TextSource)
    case item(TextSource)
  }
  public let target: Target
  public let fetch: FetchAttributes
  public let location: SourceLocation

  public init(target: Target, fetch: FetchAttributes, location: SourceLocation) {
    self.target = target
    self.fetch = fetch
    self.location = location
  }
}

public enum SubmitMethod: String, Hashable, Sendable {
  case get, post
}

/// `submit` (§5.3.8).
public struct Submit: Sendable {
  public let target: TextSource
  /// `nil` means every named input item of the form.
  public let namelist: [Located<String>]?
  public let method: SubmitMethod
  public let encoding: String?
  public let fetch: FetchAttributes
  public let location: SourceLocation

  public init(
    target: TextSource, namelist: [Located<String>]?, method: SubmitMethod, encoding: String?,
    fetch: FetchAttributes, location: SourceLocation
  ) {
    self.target = target
    self.namelist = namelist
    self.method = method
    self.encoding = encoding
    self.fetch = fetch
    self.location = location
  }
}

/// `exit` (§5.3.9).
public struct Exit: Sendable {
  public enum Value: Sendable {
    case nothing
    case expression(Expression)
    case namelist([Located<String>])
  }
  public let value: Value
  public let location: SourceLocation

  public init(value: Value, location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

/// `return` (§5.3.10).
public struct Return: Sendable {
  public enum Value: Sendable {
    case nothing
    case namelist([Located<String>])
    case event(EventToThrow)
  }
  public let value: Value
  public let location: SourceLocation

  public init(value: Value, location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

/// `disconnect` (§5.3.11, namelist 2.1 §8).
public struct Disconnect: Sendable {
  public let namelist: [Located<String>]
  public let location: SourceLocation

  public init(namelist: [Located<String>], location: SourceLocation) {
    self.namelist = namelist
    self.location = location
  }
}
