/// `subdialog` (VoiceXML 2.0 §2.3.4).
public struct Subdialog: Sendable {
  public let source: TextSource
  public let parameters: [Parameter]
  /// Variables sent with the request, as `submit` does.
  public let namelist: [Located<String>]
  public let method: SubmitMethod
  public let encoding: String?
  public let fetch: FetchAttributes

  public init(
    source: TextSource, parameters: [Parameter], namelist: [Located<String>], method: SubmitMethod,
    encoding: String?, fetch: FetchAttributes
  ) {
    self.source = source
    self.parameters = parameters
    self.namelist = namelist
    self.method = method
    self.encoding = encoding
    self.fetch = fetch
  }
}

/// `param` (§6.4): exactly one of `expr` and `value`.
public struct Parameter: Sendable {
  public enum Value: Hashable, Sendable {
    case expression(Expression)
    case literal(String)
  }
  public let name: Located<String>
  public let value: Value
  public let location: SourceLocation

  public init(name: Located<String>, value: Value, location: SourceLocation) {
    self.name = name
    self.value = value
    self.location = location
  }
}
