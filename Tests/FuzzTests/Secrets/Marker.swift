/// A secret that no text has by chance, and what betrays it: itself, backwards, doubled or in words, apart or percent-encoded.
struct Marker {
  let digits: String
  private let traces: [[Character]]

  init(random: inout SplitMix64) {
    // None of its digits is zero, so that it is the same as a number; none repeats the one before.
    var digits: [Int] = []
    while digits.count < 9 {
      let digit = 1 + random.below(9)
      if digit != digits.last { digits.append(digit) }
    }
    self.digits = digits.map(String.init).joined()
    let doubled = String((Int(self.digits) ?? 0) * 2)
    let words = digits.map { SecretCaller.words[$0] }.joined()
    traces = [Array(self.digits), Array(self.digits.reversed()), Array(doubled), Array(words)]
  }

  /// The line of a text that betrays it; `nil` where none does.
  func trace(in text: String) -> String? {
    text.split(separator: "\n").lazy.map(String.init).first(where: isIn)
  }

  private func isIn(_ line: String) -> Bool {
    var plain = line
    for separator in ["%20", "%2C", " ", "-", ",", ";", "\\", "\"", "'", "[", "]", "%22"] {
      plain = plain.replacing(separator, with: "")
    }
    let characters = Array(plain)
    return traces.contains { trace in
      trace.count <= characters.count
        && (0...(characters.count - trace.count)).contains { characters[$0..<($0 + trace.count)].elementsEqual(trace) }
    }
  }
}
