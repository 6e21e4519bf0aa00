/// Finds what somebody may have meant.
enum Spelling {
  /// The known word within two edits, the nearest first; `nil` where none is that near.
  static func nearest(to word: String, in known: [String]) -> String? {
    let limit = word.count < 4 ? 1 : 2
    return known.map { (distance(word, $0), $0) }.filter { $0.0 <= limit }.min { $0.0 < $1.0 }?.1
  }

  /// Levenshtein distance.
  static func distance(_ a: String, _ b: String) -> Int {
    let target = Array(b)
    var row = Array(0...target.count)
    for (i, character) in a.enumerated() {
      var previous = row[0]
      row[0] = i + 1
      for j in target.indices {
        let substitution = previous + (character == target[j] ? 0 : 1)
        previous = row[j + 1]
        row[j + 1] = min(substitution, row[j + 1] + 1, row[j] + 1)
      }
    }
    return row[target.count]
  }
}
