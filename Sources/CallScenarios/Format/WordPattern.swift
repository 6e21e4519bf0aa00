/// Words to compare with what was heard: white space counts as one blank, `…` stands for anything.
public struct WordPattern: Hashable, Sendable, CustomStringConvertible {
  /// With white space normalised.
  public let text: String

  public static let wildcard: Character = "…"

  public init(_ text: String) {
    self.text = Self.normalised(text)
  }

  public var description: String { text }

  /// Whether the whole of `heard` is what the pattern says.
  public func matches(_ heard: String) -> Bool {
    Self.matches(pattern: Array(text), heard: Array(Self.normalised(heard)))
  }

  /// Every run of white space as one blank, none at the ends.
  public static func normalised(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Greedy matching with one point to return to: linear for each wildcard.
  private static func matches(pattern: [Character], heard: [Character]) -> Bool {
    var p = 0
    var h = 0
    var retry: (pattern: Int, heard: Int)?
    while true {
      if p < pattern.count, pattern[p] == wildcard {
        p += 1
        // Blanks beside a wildcard belong to it: "busy …" also matches "busy".
        if p < pattern.count, pattern[p] == " " { p += 1 }
        retry = (p, h)
      } else if p < pattern.count, h < heard.count, pattern[p] == heard[h] {
        p += 1
        h += 1
      } else if p == pattern.count, h == heard.count {
        return true
      } else if h == heard.count, p < pattern.count, pattern[p] == " ", pattern[(p + 1)...].first == wildcard {
        p += 1
      } else if let last = retry, last.heard < heard.count {
        retry = (last.pattern, last.heard + 1)
        p = last.pattern
        h = last.heard + 1
      } else {
        return false
      }
    }
  }
}
