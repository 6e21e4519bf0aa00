/// `form` (VoiceXML 2.0 §2.1).
public struct Form: Sendable {
  public let id: Located<String>?
  public let scope: DialogScope
  /// `var`, `script`, `data` and form items in document order (§2.1.6.1).
  public let initialisation: [FormInitialisation]
  /// Form items in document order.
  public let items: [FormItem]
  /// Form-level `filled` actions, in document order.
  public let filled: [FormFilled]
  public let grammars: [GrammarElement]
  public let links: [Link]
  public let handlers: [Handler]
  public let properties: [Property]
  public let location: SourceLocation

  public init(
    id: Located<String>?, scope: DialogScope, initialisation: [FormInitialisation], items: [FormItem],
    filled: [FormFilled], grammars: [GrammarElement], links: [Link], handlers: [Handler], properties: [Property],
    location: SourceLocation
  ) {
    self.id = id
    self.scope = scope
    self.initialisation = initialisation
    self.items = items
    self.filled = filled
    self.grammars = grammars
    self.links = links
    self.handlers = handlers
    self.properties = properties
    self.location = location
  }
}

/// One act of entering a form.
public enum FormInitialisation: Sendable {
  case run(Initialisation)
  /// The form item at this place in `Form.items` gets its initial value.
  case item(Int)
}

/// `filled` as a child of a form (§2.4).
public struct FormFilled: Sendable {
  public enum Mode: String, Hashable, Sendable { case all, any }
  public let mode: Mode
  /// Names of input items; `nil` means all input items of the form.
  public let namelist: [Located<String>]?
  public let content: [Executable]
  public let location: SourceLocation

  public init(mode: Mode, namelist: [Located<String>]?, content: [Executable], location: SourceLocation) {
    self.mode = mode
    self.namelist = namelist
    self.content = content
    self.location = location
  }
}
