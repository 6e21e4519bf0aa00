/// Words as espeak-ng must get them to read them and nothing else.
enum EspeakText {
  /// Control characters are commands to it and `[[` begins phonemes: neither comes through.
  static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control {
        plain.unicodeScalars.append(" ")
      } else {
        if scalar == "[", plain.unicodeScalars.last == "[" { plain += " " }
        plain.unicodeScalars.append(scalar)
      }
    }
    return plain.split(separator: " ").joined(separator: " ")
  }

  /// Whether there is something to read.
  static func hasWords(_ text: String) -> Bool {
    text.contains { $0.isLetter || $0.isNumber || $0.isSymbol || "*#@%&".contains($0) }
  }

  /// Words that end without such a sign go on in the next segment: no pause then.
  static func endsSentence(_ text: String) -> Bool {
    text.last.map { ".?!。？！…".contains($0) } ?? false
  }
}
