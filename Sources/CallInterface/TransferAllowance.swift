/// Where flows may transfer calls to: a list of patterns of URIs, in which `*` is any text. Letters of either case are
/// the same.
public struct TransferAllowance: Hashable, Sendable {
  /// `nil`: anywhere.
  private let patterns: [String]?

  public static let anywhere = TransferAllowance(patterns: nil)

  /// - Parameter patterns: such as `sip:*@pbx.example.com` or `tel:+8621*`.
  public init(_ patterns: [String]) {
    self.init(patterns: patterns)
  }

  private init(patterns: [String]?) {
    self.patterns = patterns
  }

  public func allows(_ destination: String) -> Bool {
    guard let patterns else { return true }
    // Whoever reads a second one differently would call somewhere else than was allowed.
    guard destination.count(where: { $0 == "@" }) <= 1 else { return false }
    return patterns.contains { Wildcards.matches(destination.lowercased(), pattern: $0.lowercased()) }
  }
}
