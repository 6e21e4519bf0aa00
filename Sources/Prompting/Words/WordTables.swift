public import CallInterface

/// One source of words for all languages: keys, and what each language says for them (`Prompts/<language>/prompts.tsv`).
/// Immutable; read once, and shared by all calls.
public final class WordTables: Sendable {
  /// The words of a key in one language.
  public struct Words: Hashable, Sendable {
    /// With which a voice speaks them: that of the table where they were found.
    public let language: String
    public let pieces: [Piece]

    /// The names of its gaps, each once.
    public var gaps: [String] {
      pieces.reduce(into: []) { names, piece in
        if case .gap(let name, _) = piece, !names.contains(name) { names.append(name) }
      }
    }
  }

  public enum Piece: Hashable, Sendable {
    case text(String)
    /// A recording by its absolute URI, and its words.
    case recording(uri: String, words: String)
    case gap(name: String, SpeechStyle.SayAs?)
  }

  /// The table of one language.
  public struct Table: Sendable {
    let words: [String: [Piece]]
    /// In the order of the file.
    public let keys: [String]

    /// - Parameters:
    ///   - folder: the absolute URI of the language's folder, with a slash at its end.
    ///   - isThere: whether a recording can be had by its URI; one that is not is spoken by a voice.
    public init(_ manifest: PromptManifest, folder: String, isThere: (String) -> Bool = { _ in true }) {
      func recording(_ entry: PromptManifest.Entry, saying words: String) -> Piece? {
        guard let file = entry.file else { return nil }
        let uri = folder + URIPath.encoded(file)
        return isThere(uri) ? .recording(uri: uri, words: words) : nil
      }
      var words: [String: [Piece]] = [:]
      for entry in manifest.entries where words[entry.id] == nil {
        if !entry.hasGaps, let recording = recording(entry, saying: entry.text) {
          words[entry.id] = [recording]
          continue
        }
        words[entry.id] = entry.parts.map { part in
          switch part {
          case .gap(let name, let style): return .gap(name: name, style)
          case .text(let text):
            // Words between gaps that a line of their own records.
            guard entry.hasGaps, !PromptWords.plain(text).isEmpty, let other = manifest.entry(saying: text) else {
              return .text(text)
            }
            return recording(other, saying: text) ?? .text(text)
          }
        }
      }
      self.words = words
      keys = manifest.entries.map(\.id)
    }
  }

  public let list: LanguageList
  private let tables: [String: Table]

  /// - Parameter tables: by the folders of the list.
  public init(_ list: LanguageList, tables: [String: Table]) {
    self.list = list
    self.tables = tables
  }

  /// The tags of its languages, in the order of the list.
  public var tags: [String] { list.lines.map(\.tag) }

  /// Every key of any language.
  public var keys: Set<String> { Set(tables.values.flatMap(\.keys)) }

  /// Whether one of its languages is this one.
  public func speaks(_ tag: String) -> Bool { list.line(for: tag) != nil }

  /// What callers of a language hear for a key: its own words, or those of the languages that stand in for it. `nil` where
  /// none of these has the key.
  public func words(for key: String, in tag: String) -> Words? {
    for line in list.lines(heardIn: tag) {
      if let found = words(for: key, of: line) { return found }
    }
    return nil
  }

  /// The words that one language has itself.
  public func words(for key: String, of line: LanguageList.Line) -> Words? {
    tables[line.folder]?.words[key].map { Words(language: line.tag, pieces: $0) }
  }

  /// The tag with which this service speaks a language that was named in short: `yue-Hant-HK` for `yue`. A tag that says
  /// more than the list, or something else, stays what it is.
  public func tag(for tag: String) -> String {
    guard let line = list.line(for: tag) else { return tag }
    let isNarrower = LanguageTag.parts(line.tag).starts(with: LanguageTag.parts(tag))
    return isNarrower || tag.lowercased() == line.folder.lowercased() ? line.tag : tag
  }
}
