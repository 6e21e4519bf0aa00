/// Patterns in which `*` is any text and `?` one character.
package enum Wildcards {
  /// In time of length times length at most, whatever the pattern.
  package static func matches(_ text: String, pattern: String) -> Bool {
    let text = Array(text)
    let pattern = Array(pattern)
    var (place, wanted) = (0, 0)
    /// Where the last `*` stands, and how far its text reaches.
    var star: (wanted: Int, place: Int)?
    while place < text.count {
      if wanted < pattern.count, pattern[wanted] == "*" {
        star = (wanted, place)
        wanted += 1
      } else if wanted < pattern.count, pattern[wanted] == "?" || pattern[wanted] == text[place] {
        place += 1
        wanted += 1
      } else if let last = star {
        star = (last.wanted, last.place + 1)
        place = last.place + 1
        wanted = last.wanted + 1
      } else {
        return false
      }
    }
    return pattern[wanted...].allSatisfy { $0 == "*" }
  }
}
