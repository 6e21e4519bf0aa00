/// How many of one unit of time; a duration is some of them, the longest unit first.
struct DurationPart: Hashable, Sendable {
  enum Unit: String, CaseIterable, Hashable, Sendable {
    case year, month, week, day, hour, minute, second
  }
  /// Never negative.
  let amount: DecimalNumber
  let unit: Unit

  /// ISO 8601 (`PT2H30M`, `P1DT2H`), a CSS time (`90s`, `2.5h`, `1500ms` as 1.5 seconds), fields with colons (`1:02:03`,
  /// or `2:30` with its format), or a number with its unit as the format. Nothing is carried: 90 minutes stay 90.
  /// Units of which there are none are left out, but for the last of a duration of nothing.
  static func parts(_ text: String, format: String) -> [DurationPart]? {
    let text = text.lowercased()
    guard var parts = isoParts(text) ?? cssParts(text) ?? fieldParts(text, format: format) else { return nil }
    guard let last = parts.last else { return nil }
    parts.removeAll { $0.amount.isExactly(0) }
    return parts.isEmpty ? [last] : parts
  }

  private static func isoParts(_ text: String) -> [DurationPart]? {
    guard text.first == "p" else { return nil }
    let halves = text.dropFirst().split(separator: "t", omittingEmptySubsequences: false)
    guard let days = halves.first, halves.count <= 2,
      let before = run(days, ["y": .year, "m": .month, "w": .week, "d": .day])
    else { return nil }
    guard halves.count == 2 else { return before.isEmpty ? nil : before }
    guard let after = run(halves[1], ["h": .hour, "m": .minute, "s": .second]), !after.isEmpty else { return nil }
    return before + after
  }

  /// Numbers with a letter behind each, in the order of units.
  private static func run(_ text: Substring, _ units: [Character: Unit]) -> [DurationPart]? {
    var parts: [DurationPart] = []
    var digits = ""
    for character in text {
      guard let unit = units[character] else {
        digits.append(character)
        continue
      }
      guard let part = part(digits, unit), parts.last.map({ $0.unit.order < unit.order }) ?? true else { return nil }
      parts.append(part)
      digits = ""
    }
    guard digits.isEmpty, parts.dropLast().allSatisfy(\.amount.isWhole) else { return nil }
    return parts
  }

  private static func cssParts(_ text: String) -> [DurationPart]? {
    guard let last = text.last else { return nil }
    if text.hasSuffix("ms") {
      guard let digits = text.dropLast(2).asciiDigits else { return nil }
      let padded = Array(repeating: 0, count: max(0, 3 - digits.count)) + digits
      var fraction = Array(padded.suffix(3))
      while fraction.last == 0 { fraction.removeLast() }
      return [DurationPart(amount: DecimalNumber(whole: padded.dropLast(3), fraction: fraction), unit: .second)]
    }
    let units: [Character: Unit] = ["d": .day, "h": .hour, "m": .minute, "s": .second]
    guard let unit = units[last] else { return nil }
    return part(String(text.dropLast()).trimmed, unit).map { [$0] }
  }

  private static func fieldParts(_ text: String, format: String) -> [DurationPart]? {
    let values = text.split(separator: ":", omittingEmptySubsequences: false)
    let units: [Unit]
    switch (format, values.count) {
    case ("hms", 3), ("", 3): units = [.hour, .minute, .second]
    case ("hm", 2): units = [.hour, .minute]
    case ("ms", 2): units = [.minute, .second]
    case ("h", 1): units = [.hour]
    case ("m", 1): units = [.minute]
    case ("s", 1): units = [.second]
    default: return nil
    }
    guard values.count > 1 else { return part(text, units[0]).map { [$0] } }
    var parts: [DurationPart] = []
    for (index, (value, unit)) in zip(values, units).enumerated() {
      let isInner = index > 0
      guard let number = value.smallNumber(longest: isInner ? 2 : 6), !isInner || value.count == 2 && number < 60,
        let part = part(String(value), unit)
      else { return nil }
      parts.append(part)
    }
    return parts
  }

  private static func part(_ digits: String, _ unit: Unit) -> DurationPart? {
    guard digits.first?.asciiDigit != nil, digits.last?.asciiDigit != nil, let amount = DecimalNumber(digits) else {
      return nil
    }
    return DurationPart(amount: amount, unit: unit)
  }
}

extension DurationPart.Unit {
  /// From the longest to the shortest.
  fileprivate var order: Int {
    switch self {
    case .year: 0
    case .month: 1
    case .week: 2
    case .day: 3
    case .hour: 4
    case .minute: 5
    case .second: 6
    }
  }
}
