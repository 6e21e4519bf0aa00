/// `prompts.tsv` of one folder of recordings, `Prompts/<language>/`: what each recording says.
///
/// A line a recording: its id, its file in the folder, and its words, with a tab between them. Empty lines and lines that
/// begin with `#` say nothing.
public struct PromptManifest: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let id: String
    /// Relative to the folder.
    public let file: String
    public let words: String

    public init(id: String, file: String, words: String) {
      self.id = id
      self.file = file
      self.words = words
    }
  }

  /// A line that is not understood.
  public struct Problem: Error, Hashable, Sendable {
    /// From 1.
    public let line: Int
    public let message: String
  }

  /// In the order of the file.
  public let entries: [Entry]
  private let byID: [String: Int]
  private let byFile: [String: Int]
  private let byWords: [String: Int]

  /// Of entries with one id, one file or the same words, the first counts.
  public init(_ entries: [Entry] = []) {
    func index(_ key: (Entry) -> String) -> [String: Int] {
      Dictionary(entries.enumerated().map { (key($1), $0) }) { first, _ in first }
    }
    self.entries = entries
    byID = index(\.id)
    byFile = index(\.file)
    byWords = index { PromptWords.plain($0.words) }
  }

  /// Reads a manifest. Lines that are not understood are left out.
  public static func parse(_ text: String) -> (manifest: PromptManifest, problems: [Problem]) {
    var entries: [Entry] = []
    var problems: [Problem] = []
    var ids: Set<String> = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      do throws(Problem) {
        guard let entry = try entry(line, number: index + 1) else { continue }
        guard ids.insert(entry.id).inserted else {
          throw Problem(line: index + 1, message: "there are two recordings with the id \"\(entry.id)\"")
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

  private static func entry(_ line: Substring, number: Int) throws(Problem) -> Entry? {
    // A byte order mark, as some editors leave it.
    let line = number == 1 && line.first == "\u{FEFF}" ? line.dropFirst() : line
    if line.allSatisfy(\.isWhitespace) || line.first == "#" { return nil }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 3 else {
      throw Problem(line: number, message: "a line is an id, a file and words with a tab between them")
    }
    guard !fields[0].isEmpty, !fields[1].isEmpty else {
      throw Problem(line: number, message: "the \(fields[0].isEmpty ? "id" : "file") is missing")
    }
    guard !fields[1].hasPrefix("/"), !fields[1].split(separator: "/").contains("..") else {
      throw Problem(line: number, message: "the file \"\(fields[1])\" is not in this folder")
    }
    return Entry(id: fields[0], file: fields[1], words: fields[2])
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
