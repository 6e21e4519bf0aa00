internal import FlowDocument

/// The whole input as UTF-8, and the way from a byte offset to line and column in constant time.
struct SourceText: Sendable {
  let bytes: [UInt8]
  private let lineStarts: [Int]
  /// Unicode scalars before each block of `blockSize` bytes.
  private let scalarsBeforeBlock: [Int]
  private static let blockSize = 256

  init(bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var blocks: [Int] = []
    blocks.reserveCapacity(bytes.count / Self.blockSize + 1)
    var scalars = 0
    bytes.withUnsafeBufferPointer { buffer in
      for index in buffer.indices {
        if index % Self.blockSize == 0 { blocks.append(scalars) }
        let byte = buffer[index]
        if byte & 0xC0 != 0x80 { scalars += 1 }
        // A line ends at LF, CR LF, or a lone CR (XML §2.11).
        let isLoneReturn = byte == 13 && !(index + 1 < buffer.count && buffer[index + 1] == 10)
        if byte == 10 || isLoneReturn { starts.append(index + 1) }
      }
    }
    blocks.append(scalars)
    lineStarts = starts
    scalarsBeforeBlock = blocks
  }

  func location(at offset: Int) -> SourceLocation {
    let offset = clamped(offset)
    let line = lineIndex(of: offset)
    return SourceLocation(line: line + 1, column: scalars(before: offset) - scalars(before: lineStarts[line]) + 1)
  }

  /// The offset where a line begins; lines count from 1.
  func start(ofLine line: Int) -> Int? {
    lineStarts.indices.contains(line - 1) ? lineStarts[line - 1] : nil
  }

  /// The line around the start of a range, the column of the start in it, and how much of the range it holds.
  func excerpt(_ range: Range<Int>) -> (line: String, column: Int, length: Int) {
    let start = clamped(range.lowerBound)
    let line = lineIndex(of: start)
    var lower = lineStarts[line]
    var upper = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while upper > lower, bytes[upper - 1] == 10 || bytes[upper - 1] == 13 { upper -= 1 }
    var prefix = ""
    var suffix = ""
    let window = 400
    if upper - lower > window {
      let from = boundary(max(lower, start - window / 2))
      let to = boundary(min(upper, max(from, start) + window / 2))
      if from > lower { prefix = "…" }
      if to < upper { suffix = "…" }
      (lower, upper) = (from, max(from, to))
    }
    let end = min(max(range.upperBound, start), upper)
    let text = prefix + String(decoding: bytes[lower..<upper], as: UTF8.self) + suffix
    let column = scalars(before: start) - scalars(before: lower) + prefix.unicodeScalars.count + 1
    return (text, column, max(1, scalars(before: end) - scalars(before: start)))
  }

  /// The first offset at or after `offset` that is neither blank nor a comment, instruction or CDATA mark.
  func firstSignificant(from offset: Int) -> Int {
    var position = clamped(offset)
    while position < bytes.count {
      if XMLBytes.isBlank(bytes[position]) {
        position += 1
      } else if starts(with: "<!--", at: position) {
        position = find("-->", from: position + 4).map { $0 + 3 } ?? bytes.count
      } else if starts(with: "<![CDATA[", at: position) {
        position += 9
      } else if starts(with: "]]>", at: position) {
        position += 3
      } else if starts(with: "<?", at: position) {
        position = find("?>", from: position + 2).map { $0 + 2 } ?? bytes.count
      } else {
        return position
      }
    }
    return position
  }

  func starts(with mark: StaticString, at offset: Int) -> Bool {
    XMLBytes.starts(bytes, with: mark, at: offset)
  }

  func find(_ mark: StaticString, from offset: Int) -> Int? {
    XMLBytes.find(mark, in: bytes, from: offset)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  private func clamped(_ offset: Int) -> Int { min(max(0, offset), bytes.count) }

  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func scalars(before offset: Int) -> Int {
    let block = offset / Self.blockSize
    var count = scalarsBeforeBlock[min(block, scalarsBeforeBlock.count - 1)]
    for index in (block * Self.blockSize)..<max(block * Self.blockSize, offset) where bytes[index] & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}
