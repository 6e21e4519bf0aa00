/// What can be said of names in a piece of ECMAScript without running it.
struct ScriptWords {
  /// Every word that could be a name, those in strings and comments too.
  private(set) var mentioned: Set<String> = []
  /// Words before a `=` that assigns.
  private(set) var assigned: Set<String> = []
  /// Whether names may come from text that is made while it runs.
  var isOpen: Bool {
    mentioned.contains("eval") || mentioned.contains("Function") || mentioned.contains("defineProperty")
  }

  init(_ text: String) {
    var word = ""
    var last = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if Self.isWordPart(scalar) {
        word.unicodeScalars.append(scalar)
        continue
      }
      if !word.isEmpty {
        mentioned.insert(word)
        last = word
        word = ""
      }
      if scalar.properties.isWhitespace { continue }
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == "=", next != "=", !last.isEmpty { assigned.insert(last) }
      last = ""
    }
    if !word.isEmpty { mentioned.insert(word) }
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
