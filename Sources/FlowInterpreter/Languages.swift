/// The languages that a platform's voices speak, or that its recogniser understands, as BCP 47 tags.
public struct Languages: Hashable, Sendable {
  public let tags: [String]

  public init(_ tags: [String]) {
    self.tags = tags
  }

  /// Whether one of them will do: the same tag, a wider or a narrower one (`en` serves `en-US`, and `en-US` serves
  /// `en`), without regard to case.
  public func serve(_ tag: String) -> Bool {
    let wanted = Self.subtags(tag)
    return tags.contains { own in
      zip(wanted, Self.subtags(own)).allSatisfy { $0 == $1 }
    }
  }

  private static func subtags(_ tag: String) -> [Substring] {
    tag.lowercased().split(separator: "-", omittingEmptySubsequences: false)
  }
}
