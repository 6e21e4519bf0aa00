/// The file `languages` of a folder of words: which languages a service speaks, and what stands in for a word that is
/// missing. Declared once, for words, recordings and voice together.
///
/// A line a language, with blanks between its fields: its folder, its tag (BCP 47) with which a voice speaks its words, and
/// the folders that stand in for it, in this order. The first line speaks for callers of any other language. Empty lines
/// and what follows a `#` say nothing.
public struct LanguageList: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let folder: String
    public let tag: String
    /// Folders.
    public let instead: [String]
    /// From 1.
    public let number: Int
  }

  /// Past so many no more are read.
  public static let limit = 64

  public let lines: [Line]

  /// Reads a list. Lines that are not understood are left out.
  public static func parse(_ bytes: [UInt8]) -> (list: LanguageList, problems: [PromptManifest.Problem]) {
    var (texts, problems) = TableText.lines(bytes)
    var lines: [Line] = []
    for index in texts.indices {
      do throws(PromptManifest.Problem) {
        guard let line = try line(texts[index]) else { continue }
        if lines.contains(where: { $0.folder.lowercased() == line.folder.lowercased() }) {
          throw texts[index].problem("there are two lines for \"\(line.folder)\"")
        }
        guard lines.count < limit else { throw texts[index].problem("there are more than \(limit) languages") }
        lines.append(line)
      } catch {
        problems.append(error)
        if lines.count >= limit { break }
      }
    }
    let folders = Set(lines.map(\.folder))
    for line in lines {
      for other in line.instead where !folders.contains(other) {
        problems.append(
          PromptManifest.Problem(
            line: line.number, message: "\"\(other)\" stands in for \"\(line.folder)\" and has no line of its own"))
      }
    }
    return (LanguageList(lines: lines), problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
  }

  private static func line(_ text: TableText) throws(PromptManifest.Problem) -> Line? {
    let fields = text.text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let folder = fields.first else { return nil }
    guard fields.count >= 2 else {
      throw text.problem("a line is a folder, a language such as \"yue-Hant-HK\", and the folders that stand in for it")
    }
    for name in [folder] + fields.dropFirst(2)
    where !name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) {
      throw text.problem("\"\(name.prefix(60))\" is no name of a language's folder")
    }
    guard LanguageTag.isWellFormed(fields[1]) else {
      throw text.problem("\"\(fields[1].prefix(60))\" is no language; \"yue-Hant-HK\" would be one")
    }
    return Line(folder: folder, tag: fields[1], instead: Array(fields.dropFirst(2)), number: text.number)
  }

  /// The line that speaks a language: the one that is named so, a narrower or a wider one, or another form of the same
  /// language (`zh-HK` is spoken by `yue`). `nil` where none does.
  public func line(for tag: String) -> Line? {
    let wanted = LanguageTag.parts(tag)
    guard !wanted.isEmpty else { return nil }
    func names(_ line: Line) -> [[Substring]] { [LanguageTag.parts(line.folder), LanguageTag.parts(line.tag)] }
    if let line = lines.first(where: { names($0).contains(wanted) }) { return line }
    if let line = lines.first(where: { names($0).contains { $0.starts(with: wanted) } }) { return line }
    let wider = lines.compactMap { line in
      names(line).filter { wanted.starts(with: $0) }.map(\.count).max().map { (length: $0, line: line) }
    }
    if let longest = wider.map(\.length).max() { return wider.first { $0.length == longest }?.line }
    guard let primary = SpokenLanguages.language(tag)?.primaryTag else { return nil }
    return lines.first { SpokenLanguages.language($0.tag)?.primaryTag == primary }
  }

  /// The lines whose words a language's callers hear, in their order: its own and those that stand in for it. A language
  /// without a line hears all of them, the first one first.
  func lines(heardIn tag: String) -> [Line] {
    guard let own = line(for: tag) else { return lines }
    return [own] + own.instead.compactMap { folder in lines.first { $0.folder == folder } }
  }
}

/// Language tags (BCP 47), as far as it matters here.
public enum LanguageTag {
  /// Two or three letters, and what narrows them down, at most 64 characters.
  public static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard tag.utf8.count <= 64, let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
  }

  static func parts(_ tag: String) -> [Substring] {
    tag.lowercased().split(separator: "-")
  }
}
