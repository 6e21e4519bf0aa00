/// Writes a new flow from one or two flows: still XML most of the time, rarely what its author meant.
struct Mutator {
  /// What attribute values become: names, times, numbers, expressions and targets that occur in flows, and nonsense.
  static let values = [
    "", "0", "1", "2", "-1", "3", "1000000", "0s", "1ms", "2s", "10s", "-1s", "true", "false", "x", "a", "v", "done",
    "undefined", "null", "'text'", "[1,2,3]", "{a:1}", "x + 1", "1 == 1", "no_such_name", "throw 1", "1 +", "#",
    "##", "#a", "#main", "#next", "noinput", "nomatch", "error", "error.semantic", "error.badfetch", "help", "cancel",
    "connection.disconnect", "connection.disconnect.hangup", ".", "digits", "boolean", "number", "date", "currency",
    "digits?length=3", "builtin:dtmf/digits", "dialog", "document", "exact", "approximate", "speech", "hotword",
    "blind", "bridge", "consultation", "tel:+4930123456", "all", "grammars", "queue", "voice dtmf", "dtmf",
    "audio/x-wav",
    "_input", "application.lastresult$.utterance", "session.connection.remote.uri", "\u{1F4DE}",
  ]

  var random: SplitMix64

  mutating func mutate(_ flow: [UInt8], with other: [UInt8]) -> [UInt8] {
    var bytes = flow
    for _ in 0..<random.below(5) {
      switch random.below(9) {
      case 0: bytes = deleteElement(bytes)
      case 1: bytes = duplicateElement(bytes)
      case 2: bytes = swapElements(bytes)
      case 3: bytes = deleteAttribute(bytes)
      case 4, 5: bytes = changeAttribute(bytes)
      case 6: bytes = swapAttributes(bytes)
      default: bytes = splice(other, into: bytes)
      }
    }
    return bytes
  }

  /// Any element but the root.
  private mutating func element(of markup: Markup) -> Markup.Element? {
    let inner = markup.elements.dropFirst()
    return inner.isEmpty ? nil : inner[inner.startIndex + random.below(inner.count)]
  }

  private mutating func attribute(of markup: Markup) -> Markup.Attribute? {
    let all = markup.elements.dropFirst().flatMap(\.attributes)
    return all.isEmpty ? nil : all[random.below(all.count)]
  }

  private mutating func deleteElement(_ bytes: [UInt8]) -> [UInt8] {
    guard let range = element(of: Markup(bytes))?.range else { return bytes }
    return replacing([(range, [])], in: bytes)
  }

  private mutating func duplicateElement(_ bytes: [UInt8]) -> [UInt8] {
    guard let range = element(of: Markup(bytes))?.range, range.count < 4_000 else { return bytes }
    return replacing([(range, Array(bytes[range] + bytes[range]))], in: bytes)
  }

  private mutating func swapElements(_ bytes: [UInt8]) -> [UInt8] {
    let markup = Markup(bytes)
    guard let one = element(of: markup)?.range, let two = element(of: markup)?.range else { return bytes }
    return swapping(one, two, in: bytes)
  }

  private mutating func deleteAttribute(_ bytes: [UInt8]) -> [UInt8] {
    guard let range = attribute(of: Markup(bytes))?.range else { return bytes }
    return replacing([(range, [])], in: bytes)
  }

  private mutating func changeAttribute(_ bytes: [UInt8]) -> [UInt8] {
    guard let range = attribute(of: Markup(bytes))?.value else { return bytes }
    // The pool holds no `<`, `&` or double quote; a single one would end an attribute in single quotes.
    return replacing([(range, Array(random.pick(Self.values, or: "").utf8))], in: bytes)
  }

  private mutating func swapAttributes(_ bytes: [UInt8]) -> [UInt8] {
    let markup = Markup(bytes)
    guard let one = attribute(of: markup), let two = attribute(of: markup) else { return bytes }
    return random.chance(50) ? swapping(one.value, two.value, in: bytes) : swapping(one.range, two.range, in: bytes)
  }

  /// Puts an element of another document before or in place of one of this, most often of the same name.
  private mutating func splice(_ other: [UInt8], into bytes: [UInt8]) -> [UInt8] {
    guard let donor = element(of: Markup(other)), donor.range.count < 4_000 else { return bytes }
    let markup = Markup(bytes)
    let same = markup.elements.dropFirst().filter { $0.name == donor.name }
    let target = same.isEmpty || random.chance(20) ? element(of: markup) : same[random.below(same.count)]
    guard let range = target?.range else { return bytes }
    let kept = random.chance(60) ? range.lowerBound..<range.lowerBound : range
    return replacing([(kept, Array(other[donor.range]))], in: bytes)
  }

  private func swapping(_ a: Range<Int>, _ b: Range<Int>, in bytes: [UInt8]) -> [UInt8] {
    let (first, second) = a.lowerBound < b.lowerBound ? (a, b) : (b, a)
    guard first.upperBound <= second.lowerBound else { return bytes }
    return replacing([(first, Array(bytes[second])), (second, Array(bytes[first]))], in: bytes)
  }

  /// The replacements stand in order and do not overlap.
  private func replacing(_ replacements: [(range: Range<Int>, new: [UInt8])], in bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for (range, new) in replacements.reversed() { result.replaceSubrange(range, with: new) }
    return result
  }
}
