public import FlowDocument

/// A place of a flow where a call has been: an item that was visited, an element that was executed, a branch, choice, option
/// or link that was taken, a handler that ran.
public struct Passage: Hashable, Sendable {
  /// The absolute URI of its document.
  public let document: String
  public let location: SourceLocation

  public init(document: String, location: SourceLocation) {
    self.document = document
    self.location = location
  }
}

extension Interpreter {
  /// Notes a place of the flow; those of the platform's defaults are not noted.
  mutating func pass(_ location: SourceLocation, in home: ContentHome) {
    guard options.notesPassages, case .flow(let document) = home else { return }
    passages.insert(Passage(document: document.document.uri, location: location))
  }
}
