/// A page of Markdown, whose Swift code has a mark above it: `<!-- File.swift: name -->`.
struct Article {
  struct Block: Hashable {
    let mark: String
    var code: String
  }
  private enum Piece {
    case line(String)
    /// The code under a mark, or without one.
    case code(mark: String?, [String])
  }
  private var pieces: [Piece] = []

  init(_ text: String) {
    var mark: String?
    var code: [String]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line == "```swift" {
        code = []
      } else if line == "```", let lines = code {
        pieces.append(.code(mark: mark, lines))
        (mark, code) = (nil, nil)
      } else if code != nil {
        code?.append(line)
      } else {
        mark = Self.mark(of: line)
        pieces.append(.line(line))
      }
    }
  }

  var blocks: [Block] {
    pieces.compactMap { piece in
      guard case .code(let mark?, let lines) = piece else { return nil }
      return Block(mark: mark, code: lines.joined(separator: "\n"))
    }
  }

  var unmarked: [String] {
    pieces.compactMap { piece in
      guard case .code(nil, let lines) = piece else { return nil }
      return lines.joined(separator: "\n")
    }
  }

  /// Puts the parts of a file under their marks.
  mutating func take(_ parts: [MarkedCode.Part], of file: String) {
    pieces = pieces.map { piece in
      guard case .code(let mark?, _) = piece, let part = parts.first(where: { "\(file): \($0.name)" == mark }) else {
        return piece
      }
      return .code(mark: mark, [part.code])
    }
  }

  var text: String {
    pieces.map { piece in
      switch piece {
      case .line(let line): line
      case .code(_, let lines): (["```swift"] + lines + ["```"]).joined(separator: "\n")
      }
    }
    .joined(separator: "\n")
  }

  private static func mark(of line: String) -> String? {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return nil }
    return String(line.dropFirst(5).dropLast(4))
  }
}
