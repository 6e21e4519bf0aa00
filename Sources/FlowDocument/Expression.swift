/// An ECMAScript expression as written in an attribute, XML-unescaped (VoiceXML 2.0 §5.1.3).
public struct Expression: Hashable, Sendable {
  public let source: String
  public let location: SourceLocation

  public init(_ source: String, at location: SourceLocation) {
    self.source = source
    self.location = location
  }
}

/// A text that is either written out or computed: the pairs `next`/`expr`, `src`/`srcexpr`, `dest`/`destexpr`,
/// `event`/`eventexpr`, `message`/`messageexpr`, `name`/`nameexpr`, of which the standard allows exactly one.
public enum TextSource: Hashable, Sendable {
  case literal(Located<String>)
  case expression(Expression)

  public var location: SourceLocation {
    switch self {
    case .literal(let text): text.location
    case .expression(let expression): expression.location
    }
  }
}
