internal import FlowDocument

/// Builds the tree of a flow from checked elements, one family of elements a file. What the table cannot say (names
/// that must differ, content that excludes an attribute) is checked here; a part that fails is reported and left out,
/// and then the whole document has no value.
struct DocumentBuilder {
  let findings: Findings
  let uri: String
  /// Of relative URIs in the document.
  private(set) var base: String
  /// `xml:base` of the enclosing prompt.
  var promptBase: String?

  init(findings: Findings, uri: String) {
    self.findings = findings
    self.uri = uri.firstIndex(of: "#").map { String(uri[..<$0]) } ?? uri
    base = self.uri
  }

  func document(_ element: CheckedElement, usesExtensions: Bool) -> Document? {
    var builder = self
    if let written = element.string("xml:base") ?? element.string("base") {
      builder.base = LibXML.resolve(written, against: uri)
    }
    let version = element.string("version")
    return Document(
      uri: uri, base: builder.base, version: version == "2.1" ? "2.1" : "2.0",
      application: element.text("application"), language: element.language,
      initialisation: element.elements.compactMap { builder.initialisation($0) },
      properties: builder.properties(of: element), handlers: builder.handlers(of: element),
      links: builder.links(of: element), metas: element.elements(named: "meta").compactMap { builder.meta($0) },
      dialogs: builder.dialogs(of: element), routes: builder.routes(of: element),
      usesExtensions: usesExtensions, usesWords: usesExtensions && element.usesWords, location: element.location)
  }

  func location(_ offset: Int) -> SourceLocation { findings.location(offset) }

  /// Where the first character of a text stands that means something.
  func significantOffset(_ offset: Int) -> Int { findings.source.firstSignificant(from: offset) }

  /// `var`, `script`, `data` or `ivr:calendar`; `nil` for any other element.
  func initialisation(_ element: CheckedElement) -> Initialisation? {
    switch element.name {
    case "var": variable(element).map { .variable($0) }
    case "script": script(element).map { .script($0) }
    case "data": data(element).map { .data($0) }
    case "calendar": calendar(element).map { .calendar($0) }
    default: nil
    }
  }

  private func dialogs(of element: CheckedElement) -> [Dialog] {
    var known: [String: SourceLocation] = [:]
    return element.elements(named: "form", "menu").map { child in
      if let id = child.normal("id") {
        if let first = known[id.value], let range = child.attributes["id"]?.range {
          let message = "the id \"\(id.value)\" is taken by the dialog at \(first)"
          findings.error(.duplicateID, message, help: "give each dialog an id of its own", at: range)
        }
        known[id.value] = known[id.value] ?? child.location
      }
      return child.name == "form" ? .form(form(child)) : .menu(menu(child))
    }
  }

  private func meta(_ element: CheckedElement) -> Meta? {
    guard let content = element.string("content") else { return nil }
    let key =
      element.string("name").map { Meta.Key.name($0) } ?? element.string("http-equiv").map { .httpEquivalent($0) }
    return key.map { Meta(key: $0, content: content, location: element.location) }
  }

  func properties(of element: CheckedElement) -> [Property] {
    element.elements(named: "property").compactMap { child in
      guard let name = child.string("name"), let value = child.text("value") else { return nil }
      return Property(name: ValueParser.trimmed(name), value: value, location: child.location)
    }
  }

  func parameters(of element: CheckedElement) -> [Parameter] {
    element.elements(named: "param").compactMap { child in
      guard let name = child.normal("name") else { return nil }
      let value =
        child.expression("expr").map { Parameter.Value.expression($0) } ?? child.string("value").map { .literal($0) }
      return value.map { Parameter(name: name, value: $0, location: child.location) }
    }
  }

  /// VoiceXML 2.0 §6.1.
  func fetch(_ element: CheckedElement) -> FetchAttributes {
    FetchAttributes(
      timeout: element.duration("fetchtimeout"), hint: element.keyword("fetchhint", as: FetchAttributes.Hint.self),
      maxAge: element.duration("maxage"), maxStale: element.duration("maxstale"), audio: element.text("fetchaudio"))
  }

  func method(_ element: CheckedElement) -> SubmitMethod {
    element.keyword("method", as: SubmitMethod.self) ?? .get
  }
}
