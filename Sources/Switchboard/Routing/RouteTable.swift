import CallInterface

/// Which flow answers which number: the first entry that knows the number counts.
public struct RouteTable: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// Numbers, in which `*` is any text and `?` one character.
    public var numbers: [String]
    /// The absolute URI of the first document.
    public var flow: String
    /// `nil`: that of the flow.
    public var language: String?
    public var rings: Int
    public var mostCalls: Int?
    public var parameters: [String: String]

    public init(
      numbers: [String] = ["*"], flow: String, language: String? = nil, rings: Int = 0, mostCalls: Int? = nil,
      parameters: [String: String] = [:]
    ) {
      self.numbers = numbers
      self.flow = flow
      self.language = language
      self.rings = rings
      self.mostCalls = mostCalls
      self.parameters = parameters
    }
  }

  public var entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// What answers a number; `nil` where nothing does.
  public func entry(for number: String) -> Entry? {
    entries.first { entry in entry.numbers.contains { Wildcards.matches(number, pattern: $0) } }
  }
}
