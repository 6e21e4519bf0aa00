internal import FlowDocument

/// Text of a grammar to words or keys (SRGS §2.1, appendix E).
struct TokenSplitter {
  let findings: Findings
  let mode: GrammarMode

  func tokens(in text: String, at offset: Int) -> [Located<String>] {
    let pieces = pieces(of: Array(text.utf8), at: offset)
    switch mode {
    case .voice: return pieces.compactMap { wholeToken($0.text, range: $0.range) }
    case .dtmf: return pieces.flatMap { keys($0.text, range: $0.range) }
    }
  }

  /// One token, its blanks normalised; `nil` if it is empty.
  func wholeToken(_ text: String, at offset: Int) -> Located<String>? {
    let start = findings.source.firstSignificant(from: offset)
    return wholeToken(text, range: start..<start + 1)
  }

  private func wholeToken(_ text: String, range: Range<Int>) -> Located<String>? {
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }.map(String.init)
    return words.isEmpty ? nil : Located(words.joined(separator: " "), at: findings.location(range.lowerBound))
  }

  private func keys(_ text: String, range: Range<Int>) -> [Located<String>] {
    let place = findings.location(range.lowerBound)
    switch text.lowercased() {
    case "star": return [Located("*", at: place)]
    case "pound": return [Located("#", at: place)]
    default: break
    }
    let keys = text.uppercased().map(String.init)
    guard keys.allSatisfy({ "0123456789*#ABCD".contains($0) }) else {
      let message = "\"\(ValueParser.shortened(text))\" is no key"
      findings.error(.badValue, message, help: "keys are 0 to 9, * and #; words need mode=\"voice\"", at: range)
      return []
    }
    if keys.count > 1 {
      let message = "the keys \"\(ValueParser.shortened(text))\" are read one by one"
      findings.departure(
        .keySpacing, message, help: "write blanks between keys: \"\(keys.joined(separator: " "))\"", at: range)
    }
    return keys.map { Located($0, at: place) }
  }

  private struct Piece {
    let text: String
    let range: Range<Int>
  }

  /// Parts between blanks; what stands in double quotes is one part.
  private func pieces(of bytes: [UInt8], at offset: Int) -> [Piece] {
    let start = findings.source.firstSignificant(from: offset)
    let leading = bytes.prefix(while: XMLBytes.isBlank).count
    var pieces: [Piece] = []
    var index = leading
    while index < bytes.count {
      if XMLBytes.isBlank(bytes[index]) {
        index += 1
        continue
      }
      let isQuoted = bytes[index] == UInt8(ascii: "\"")
      let from = isQuoted ? index + 1 : index
      var to = bytes[from...].firstIndex {
        isQuoted ? $0 == UInt8(ascii: "\"") : XMLBytes.isBlank($0) || $0 == UInt8(ascii: "\"")
      }
      if isQuoted, to == nil {
        findings.departure(.badValue, "a quoted token without its closing quote", at: start..<start + 1)
      }
      to = to ?? bytes.count
      let range = from..<(to ?? bytes.count)
      pieces.append(
        Piece(
          text: String(decoding: bytes[range], as: UTF8.self),
          range: place(of: bytes[range], start + from - leading, or: start)))
      index = isQuoted ? range.upperBound + 1 : range.upperBound
    }
    return pieces
  }

  /// Where a part stands in the document, if it stands there as it is; entities and comments shift what follows them.
  private func place(of part: ArraySlice<UInt8>, _ guess: Int, or start: Int) -> Range<Int> {
    let range = guess..<guess + part.count
    guard range.upperBound <= findings.source.bytes.count, findings.source.bytes[range].elementsEqual(part) else {
      return start..<start + 1
    }
    return range
  }
}
