/// One flow: a parsed VoiceXML document, root or leaf. Immutable, shared by all calls (VoiceXML 2.0 §1.5).
public struct Document: Sendable {
  /// Where it was loaded from, absolute, without a fragment.
  public let uri: String
  /// `xml:base` resolved against `uri`, or `uri`: the base of every relative URI in it.
  public let base: String
  /// "2.0" or "2.1" ("1.0" is read as 2.0 outside strict mode).
  public let version: String
  /// `application`: the URI of the application root, as written.
  public let application: Located<String>?
  /// `xml:lang` of the `vxml` element.
  public let language: String?
  /// `var`, `script` and `data` in document order, run before the first dialog (§5.1.2).
  public let initialisation: [Initialisation]
  public let properties: [Property]
  public let handlers: [Handler]
  public let links: [Link]
  public let metas: [Meta]
  /// In document order.
  public let dialogs: [Dialog]
  /// `ivr:route` elements; each id once.
  public let routes: [Route]
  /// Whether the document declares the namespace `urn:attendant:flow:1`.
  public let usesExtensions: Bool
  /// Whether anything in it is `ivr:say` or `ivr:language`: then it has tables of words.
  public let usesWords: Bool
  public let location: SourceLocation
  /// `id` of a dialog to its place in `dialogs`.
  public let dialogIndex: [String: Int]

  public init(
    uri: String, base: String, version: String, application: Located<String>?, language: String?,
    initialisation: [Initialisation], properties: [Property], handlers: [Handler], links: [Link], metas: [Meta],
    dialogs: [Dialog], routes: [Route] = [], usesExtensions: Bool, usesWords: Bool = false, location: SourceLocation
  ) {
    self.uri = uri
    self.base = base
    self.version = version
    self.application = application
    self.language = language
    self.initialisation = initialisation
    self.properties = properties
    self.handlers = handlers
    self.links = links
    self.metas = metas
    self.dialogs = dialogs
    self.routes = routes
    self.usesExtensions = usesExtensions
    self.usesWords = usesWords
    self.location = location
    var index: [String: Int] = [:]
    for (position, dialog) in dialogs.enumerated() {
      if let id = dialog.id?.value, index[id] == nil { index[id] = position }
    }
    dialogIndex = index
  }
}

/// `meta` (§6.2.1); exactly one of `name` and `http-equiv`. Without effect on the dialog.
public struct Meta: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    case name(String)
    case httpEquivalent(String)
  }
  public let key: Key
  public let content: String
  public let location: SourceLocation

  public init(key: Key, content: String, location: SourceLocation) {
    self.key = key
    self.content = content
    self.location = location
  }
}

/// `property` (§6.3): a platform setting for its parent element and everything in it.
public struct Property: Hashable, Sendable {
  public let name: String
  public let value: Located<String>
  public let location: SourceLocation

  public init(name: String, value: Located<String>, location: SourceLocation) {
    self.name = name
    self.value = value
    self.location = location
  }
}

/// What runs when a document or a form is entered.
public enum Initialisation: Sendable {
  case variable(Variable)
  case script(Script)
  case data(DataElement)
  /// Only of a document.
  case calendar(CalendarElement)
}
