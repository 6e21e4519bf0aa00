/// `prompts.tsv` of one language, `Prompts/<language>/`: what is said for a key, and the recording of it.
///
/// A line a key: its id, its file in the folder or `-`, and its words, with a tab between them. Words may have gaps, such
/// as `{amount:currency}` (`WordPart`); the words between them are recorded under keys of their own. Empty lines and lines
/// that begin with `#` say nothing.
public struct PromptManifest: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let id: String
    /// Relative to the folder; `nil` where there is no recording.
    public let file: String?
    /// As they are written.
    public let words: String
    public let parts: [WordPart]

    /// Words whose gaps cannot be read have none.
    public init(id: String, file: String?, words: String) {
      do throws(WordPart.Fault) {
        self.init(id: id, file: file, words: words, parts: try WordPart.parts(of: words))
      } catch {
        self.init(id: id, file: file, words: words, parts: [.text(words)])
      }
    }

    init(id: String, file: String?, words: String, parts: [WordPart]) {
      self.id = id
      self.file = file
      self.words = words
      self.parts = parts
    }

    public var hasGaps: Bool {
      parts.contains { if case .gap = $0 { true } else { false } }
    }

    /// The words between its gaps.
    var text: String {
      parts.reduce(into: "") { text, part in if case .text(let more) = part { text += more } }
    }
  }

  /// A line that is not understood.
  public struct Problem: Error, Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    public let message: String
    public let sourceLine: String?

    init(line: Int, column: Int = 1, message: String, sourceLine: String? = nil) {
      self.line = line
      self.column = column
      self.message = message
      self.sourceLine = sourceLine
    }
  }

  /// In the order of the file.
  public let entries: [Entry]
  private let byID: [String: Int]
  private let byFile: [String: Int]
  private let byWords: [String: Int]

  /// Of entries with one id, one file or the same words, the first counts.
  public init(_ entries: [Entry] = []) {
    func index(_ key: (Entry) -> String?) -> [String: Int] {
      Dictionary(entries.enumerated().compactMap { place, entry in key(entry).map { ($0, place) } }) { first, _ in first
      }
    }
    self.entries = entries
    byID = index(\.id)
    byFile = index(\.file)
    byWords = index { $0.hasGaps ? nil : PromptWords.plain($0.text) }
  }

  /// Reads a manifest. Lines that are not understood are left out.
  public static func parse(_ text: String) -> (manifest: PromptManifest, problems: [Problem]) {
    parse(TableText.lines(text))
  }

  /// The same, of a file; lines that are not UTF-8 are left out too.
  public static func parse(_ bytes: [UInt8]) -> (manifest: PromptManifest, problems: [Problem]) {
    let (lines, broken) = TableText.lines(bytes)
    let (manifest, problems) = parse(lines)
    return (manifest, (broken + problems).sorted { $0.line < $1.line })
  }

  private static func parse(_ lines: [TableText]) -> (manifest: PromptManifest, problems: [Problem]) {
    var entries: [Entry] = []
    var problems: [Problem] = []
    var ids: Set<String> = []
    for line in lines {
      do throws(Problem) {
        guard let entry = try entry(line) else { continue }
        guard ids.insert(entry.id).inserted else {
          throw line.problem("there are two recordings with the id \"\(entry.id)\"")
        }
        entries.append(entry)
      } catch {
        problems.append(error)
      }
    }
    return (PromptManifest(entries), problems)
  }

  public func entry(id: String) -> Entry? { byID[id].map { entries[$0] } }

  public func entry(file: String) -> Entry? { byFile[file].map { entries[$0] } }

  /// The recording that says some words; signs before them and blanks around them make no difference.
  public func entry(saying words: String) -> Entry? { byWords[PromptWords.plain(words)].map { entries[$0] } }

  private static func entry(_ line: TableText) throws(Problem) -> Entry? {
    if line.text.allSatisfy(\.isWhitespace) || line.text.first == "#" { return nil }
    let fields = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 3 else { throw line.problem("a line is an id, a file and words with a tab between them") }
    let (id, file, words) = (fields[0], fields[1], fields[2])
    guard !id.isEmpty, !file.isEmpty else { throw line.problem("the \(id.isEmpty ? "id" : "file") is missing") }
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else {
      throw line.problem("the file \"\(file)\" is not in this folder")
    }
    let entry: Entry
    do throws(WordPart.Fault) {
      let parts = try WordPart.parts(of: words)
      entry = Entry(id: id, file: file == "-" ? nil : file, words: words, parts: parts)
    } catch {
      let before = id.unicodeScalars.count + file.unicodeScalars.count + 2
      throw line.problem(error.message, column: before + error.column)
    }
    guard !entry.hasGaps || entry.file == nil else {
      throw line.problem(
        "no recording has the gaps of \"\(id)\": write \"-\" for its file, and record the words between them under keys "
          + "of their own", column: id.unicodeScalars.count + 2)
    }
    return entry
  }
}

/// Words as a speaker reads them.
public enum PromptWords {
  /// With single blanks, and without signs before them: "。再见。" after a number is "再见。" to record.
  public static func plain(_ words: String) -> String {
    words.drop { !isSpoken($0) }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A sign that is never read out ends or begins nothing; one in front of a number or a bracket is kept.
  private static func isSpoken(_ character: Character) -> Bool {
    !character.isWhitespace && !".,;:!?。，、；：！？…）)]」』”’—-".contains(character)
  }
}
