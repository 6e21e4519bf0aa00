/// The words of a flow, or why there are none.
public enum FoundWords: Sendable {
  case tables(WordTables)
  /// The flow names no folder, and there is none beside or above it.
  case none
  /// A list or a table is somewhere and cannot be had; in words for people.
  case unreadable(uri: String, reason: String)
}
