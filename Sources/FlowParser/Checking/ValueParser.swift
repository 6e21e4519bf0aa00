internal import FlowDocument

/// Attribute values by the types of the table. A value that breaks its type is an error in every mode.
struct ValueParser {
  let findings: Findings

  func parse(_ attribute: RawAttribute, as rule: AttributeRule) -> CheckedAttribute.Value? {
    let trimmed = Self.trimmed(attribute.value)
    switch rule.kind {
    case .text, .expression, .language:
      return .text(attribute.value)
    case .uri, .sound:
      return uri(trimmed, attribute, isSound: rule.kind == .sound)
    case .name:
      let isGood = !trimmed.isEmpty && !trimmed.utf8.contains(where: XMLBytes.isBlank)
      return value(.text(trimmed), if: isGood, attribute, "a name")
    case .identifier:
      return value(.text(trimmed), if: Identifier.isValid(trimmed), attribute, "an ECMAScript name")
    case .time:
      return time(trimmed, attribute, bare: .secondsBelowHundred)
    case .period:
      return period(trimmed, attribute)
    case .milliseconds:
      return time(trimmed, attribute, bare: .milliseconds)
    case .seconds:
      return seconds(trimmed, attribute)
    case .boolean:
      if trimmed == "true" { return .boolean(true) }
      return value(.boolean(false), if: trimmed == "false", attribute, "\"true\" or \"false\"")
    case .count:
      let number = WholeNumber.parse(trimmed).flatMap { $0 > 0 ? $0 : nil }
      return value(.count(number ?? 1), if: number != nil, attribute, "a whole number from 1")
    case .weight:
      return value(.text(trimmed), if: Self.isWeight(trimmed), attribute, "a number from 0")
    case .names, .events:
      return .names(names(attribute))
    case .keys:
      return keys(attribute)
    case .repeatCount:
      return repetition(trimmed, attribute)
    case .keyword(let words):
      return keyword(trimmed, of: words, attribute)
    case .method:
      return keyword(trimmed.lowercased(), of: ["get", "post"], attribute)
    }
  }

  /// The value if it is good; a bad one is reported.
  private func value(
    _ value: CheckedAttribute.Value, if isGood: Bool, _ attribute: RawAttribute, _ wanted: String
  ) -> CheckedAttribute.Value? {
    if isGood { return value }
    bad(attribute, wanted)
    return nil
  }

  private func bad(_ attribute: RawAttribute, _ wanted: String, help: String? = nil) {
    let message = "\"\(attribute.name)\" must be \(wanted), not \"\(Self.shortened(attribute.value))\""
    findings.error(.badValue, message, help: help, at: attribute.valueRange)
  }

  private func uri(_ value: String, _ attribute: RawAttribute, isSound: Bool) -> CheckedAttribute.Value? {
    switch LibXML.judgeURI(value) {
    case .good: break
    case .sloppy(let character):
      let message = "\"\(character)\" may not stand in a URI as it is"
      findings.departure(.badValue, message, help: "write it percent-encoded", at: attribute.valueRange)
    case .bad where isSound:
      findings.departure(
        .badValue, "\"\(Self.shortened(value))\" is no URI and will not be heard", at: attribute.valueRange)
    case .bad:
      bad(attribute, "a URI")
      return nil
    }
    return .text(attribute.value)
  }

  private func keyword(_ value: String, of words: [String], _ attribute: RawAttribute) -> CheckedAttribute.Value? {
    if words.contains(value) { return .text(value) }
    bad(
      attribute, AttributeChecker.list(words, "or"),
      help: Suggestion.help(for: value, in: words) { "\"\($0)\"" })
    return nil
  }

  private func time(_ value: String, _ attribute: RawAttribute, bare: TimeValue.Bare) -> CheckedAttribute.Value? {
    guard let time = TimeValue(value, bare: bare) else {
      bad(attribute, "a time such as \"3s\" or \"500ms\"")
      return nil
    }
    if !time.hasUnit, bare != .milliseconds {
      let message = "the time \"\(value)\" has no unit and is read as \(time.spelling)"
      findings.departure(.timeUnit, message, help: "write \"\(time.spelling)\"", at: attribute.valueRange)
    }
    return .duration(time.duration)
  }

  private func period(_ value: String, _ attribute: RawAttribute) -> CheckedAttribute.Value? {
    let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86400]
    guard let unit = value.last.flatMap({ units[$0] }) else {
      return time(value, attribute, bare: .secondsBelowHundred)
    }
    guard let number = WholeNumber.parse(String(value.dropLast())), number <= 1_000_000 else {
      bad(attribute, "a time such as \"90s\", \"30m\", \"24h\" or \"2d\"")
      return nil
    }
    return .duration(.seconds(number * unit))
  }

  private func seconds(_ value: String, _ attribute: RawAttribute) -> CheckedAttribute.Value? {
    if let number = WholeNumber.parse(value) { return .duration(.seconds(number)) }
    guard let time = TimeValue(value, bare: .secondsBelowHundred), time.hasUnit else {
      bad(attribute, "a whole number of seconds")
      return nil
    }
    let message = "\"\(attribute.name)\" is a number of seconds without a unit"
    findings.departure(.timeUnit, message, at: attribute.valueRange)
    return .duration(time.duration)
  }

  /// Each name with its place, which is exact where the value is written without entities.
  private func names(_ attribute: RawAttribute) -> [Located<String>] {
    let range = attribute.valueRange
    let isExact = range.count == attribute.value.utf8.count
    let bytes = Array(attribute.value.utf8)
    return bytes.indices.split { XMLBytes.isBlank(bytes[$0]) }.compactMap { part in
      guard let first = part.first, let last = part.last else { return nil }
      let offset = isExact ? range.lowerBound + first : range.lowerBound
      return Located(String(decoding: bytes[first...last], as: UTF8.self), at: findings.location(offset))
    }
  }

  private func keys(_ attribute: RawAttribute) -> CheckedAttribute.Value? {
    let keys = attribute.value.uppercased().filter { !$0.isWhitespace }
    guard !keys.isEmpty, keys.allSatisfy({ "0123456789*#ABCD".contains($0) }) else {
      bad(attribute, "keys: 0 to 9, * and #")
      return nil
    }
    return .text(keys)
  }

  private func repetition(_ value: String, _ attribute: RawAttribute) -> CheckedAttribute.Value? {
    let parts = value.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    if let minimum = parts.first.flatMap(WholeNumber.parse) {
      switch parts.count {
      case 1: return .bounds(minimum, minimum)
      case 2 where parts[1].isEmpty: return .bounds(minimum, nil)
      case 2:
        if let maximum = WholeNumber.parse(parts[1]), maximum >= minimum { return .bounds(minimum, maximum) }
      default: break
      }
    }
    bad(attribute, "\"n\", \"n-\" or \"n-m\" with n not above m")
    return nil
  }

  private static func isWeight(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.joined()
    return parts.count <= 2 && !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
  }

  static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !XMLBytes.isBlank($0) }),
      let last = bytes.lastIndex(where: { !XMLBytes.isBlank($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }
}

/// Whole numbers from 0 up to a bound that no flow needs to pass.
enum WholeNumber {
  static func parse(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}

/// ECMAScript identifiers, without reserved words (VoiceXML 2.0 §5.1.1).
enum Identifier {
  static func isValid(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isStart(first) else { return false }
    return text.unicodeScalars.dropFirst().allSatisfy { isStart($0) || $0.properties.numericType != nil || isMark($0) }
  }

  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "$" || scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .connectorPunctuation: true
    default: false
    }
  }
}
