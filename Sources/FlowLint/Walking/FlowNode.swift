public import FlowDocument

/// One element of a flow, and where it stands.
public struct FlowNode: Sendable {
  public enum Element: Sendable {
    case calendar(CalendarElement)
    case route(Route)
    case dialog(Dialog)
    case property(Property)
    case handler(Handler)
    case link(Link)
    case choice(Choice)
    case option(Option)
    case item(FormItem)
    case filled(FormFilled)
    case grammar(GrammarElement)
    case prompt(Prompt)
    case audio(Audio)
    /// A `value` in a prompt.
    case value(Value)
    case mark(Mark)
    case say(Say)
    /// A `foreach` in a prompt.
    case repetition(PromptForeach)
    /// Executable content; also `var`, `script` and `data` of a document or a form.
    case executable(Executable)
  }

  public let element: Element
  public let place: Place

  public init(_ element: Element, at place: Place) {
    self.element = element
    self.place = place
  }
}

/// In which dialog and form item of its document something stands.
public struct Place: Hashable, Sendable {
  /// The place in `Document.dialogs`; `nil` at the top of the document.
  public var dialog: Int?
  /// The place in `Form.items`; `nil` outside a form item.
  public var item: Int?

  public init(dialog: Int? = nil, item: Int? = nil) {
    self.dialog = dialog
    self.item = item
  }
}
