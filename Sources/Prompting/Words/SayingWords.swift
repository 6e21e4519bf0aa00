import CallInterface

extension SegmentBuilder {
  /// What stands in a gap.
  public enum GapValue: Hashable, Sendable {
    case text(String)
    /// A recording of the call, by its URI.
    case recording(String)
  }

  /// The words of a table, in their language. A gap without a value is silent.
  public mutating func say(_ words: WordTables.Words, values: [String: GapValue] = [:]) {
    push(language: words.language)
    for piece in words.pieces {
      switch piece {
      case .text(let words):
        text(words)
      case .recording(let uri, let words):
        audio(uri: uri, fallback: fallback(words))
      case .gap(let name, let style):
        switch values[name] {
        case .text(let value):
          push(sayAs: style)
          text(value)
          pop()
        case .recording(let uri): audio(uri: uri, fallback: [])
        case nil: break
        }
      }
    }
    pop()
  }

  private func fallback(_ words: String) -> [PromptSegment] {
    var inner = SegmentBuilder(language: language, style: style)
    inner.text(words)
    return inner.finish()
  }
}
