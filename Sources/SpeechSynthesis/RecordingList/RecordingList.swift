/// What has to be recorded for some flows: everything that they say, a row a recording.
public struct RecordingList: Hashable, Sendable {
  /// In the order in which the flows say them, the words of `say-as` last.
  public let rows: [Recording]
  /// Where a key is computed of which nothing can be read: what is said there is in no row.
  public let computed: [Recording.Use]

  public init(rows: [Recording], computed: [Recording.Use] = []) {
    self.rows = rows
    self.computed = computed
  }

  /// Several lists as one, for flows whose words lie in several folders. No file is in two of them.
  public init(_ lists: [RecordingList]) {
    self.init(rows: lists.flatMap(\.rows), computed: lists.flatMap(\.computed))
  }

  /// The tags of the languages, in the order in which they are first spoken.
  public var languages: [String] {
    rows.reduce(into: []) { tags, row in if !tags.contains(row.language) { tags.append(row.language) } }
  }

  public func rows(in language: String) -> [Recording] { rows.filter { $0.language == language } }

  /// Only what is spoken in some languages: "zh" stands for "zh-HK" too.
  public func only(_ languages: [String]) -> RecordingList {
    RecordingList(
      rows: rows.filter { row in
        languages.contains { language in
          let wanted = language.lowercased()
          let tag = row.language.lowercased()
          return tag == wanted || tag.hasPrefix(wanted + "-")
        }
      }, computed: computed)
  }
}

/// One recording.
public struct Recording: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case recorded = "yes"
    case missing = "no"
    /// On another machine: nobody here can tell.
    case elsewhere = "elsewhere"
  }

  /// Where a flow says it.
  public struct Use: Hashable, Sendable {
    /// A path.
    public let file: String
    public let line: Int
    /// `nil` at the top of a document, and where a dialog has no name.
    public let dialog: String?

    public init(file: String, line: Int, dialog: String?) {
      self.file = file
      self.line = line
      self.dialog = dialog
    }
  }

  public let id: String
  /// BCP 47.
  public let language: String
  /// Empty where a flow plays a sound without saying what is in it. A computed value in them is `{its expression}`.
  public let words: String
  /// An absolute path, or the URI of a sound elsewhere.
  public let file: String
  public let state: State
  public internal(set) var uses: [Use]
  /// For the speaker.
  public internal(set) var notes: [String]
  /// Whether the words are known and the same in each call.
  public let isFixed: Bool

  public init(
    id: String, language: String, words: String, file: String, state: State, uses: [Use], notes: [String],
    isFixed: Bool
  ) {
    self.id = id
    self.language = language
    self.words = words
    self.file = file
    self.state = state
    self.uses = uses
    self.notes = notes
    self.isFixed = isFixed
  }
}
