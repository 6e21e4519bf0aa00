import FlowDocument

/// The properties in force at one place of a document: its own over those around it (VoiceXML 2.0 §6.3). Times are read
/// once.
final class PropertyTable: Sendable {
  struct Entry: Sendable {
    let text: String
    /// `nil` where the text is no time with its unit.
    let time: Duration?
  }
  private let entries: [String: Entry]

  /// - Parameter outer: of the enclosing element of the same document.
  init(_ properties: [Property], over outer: PropertyTable?) {
    var entries = outer?.entries ?? [:]
    for property in properties {
      let text = property.value.value
      entries[property.name] = Entry(text: text, time: Duration(flowTime: text))
    }
    self.entries = entries
  }

  subscript(name: String) -> Entry? { entries.isEmpty ? nil : entries[name] }
}
