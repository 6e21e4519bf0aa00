/// A form item: the parts that all kinds share, and the kind (VoiceXML 2.0 §2.1.2, §2.3).
public struct FormItem: Sendable {
  public enum Kind: Sendable {
    case field(Field)
    case record(Record)
    case transfer(Transfer)
    case subdialog(Subdialog)
    case object(ObjectItem)
    case block(Block)
    case initial
  }
  /// The form item variable; an item without a name has a hidden one.
  public let name: Located<String>?
  /// The initial value of the form item variable.
  public let expression: Expression?
  /// The guard condition.
  public let condition: Expression?
  public let prompts: [Prompt]
  /// `filled` actions of an input item, in document order.
  public let filled: [ItemFilled]
  public let grammars: [GrammarElement]
  public let links: [Link]
  public let handlers: [Handler]
  public let properties: [Property]
  public let kind: Kind
  /// `ivr:secure`, of fields and recordings: what the caller gives is kept out of everything that is written down.
  public let isSecure: Bool
  public let location: SourceLocation

  public init(
    name: Located<String>?, expression: Expression?, condition: Expression?, prompts: [Prompt] = [],
    filled: [ItemFilled] = [], grammars: [GrammarElement] = [], links: [Link] = [], handlers: [Handler] = [],
    properties: [Property] = [], kind: Kind, isSecure: Bool = false, location: SourceLocation
  ) {
    self.name = name
    self.expression = expression
    self.condition = condition
    self.prompts = prompts
    self.filled = filled
    self.grammars = grammars
    self.links = links
    self.handlers = handlers
    self.properties = properties
    self.kind = kind
    self.isSecure = isSecure
    self.location = location
  }

  /// Input items can be filled; control items (`block`, `initial`) cannot.
  public var isInputItem: Bool {
    switch kind {
    case .field, .record, .transfer, .subdialog, .object: true
    case .block, .initial: false
    }
  }
}

/// `filled` as a child of an input item (§2.4).
public struct ItemFilled: Sendable {
  public let content: [Executable]
  public let location: SourceLocation

  public init(content: [Executable], location: SourceLocation) {
    self.content = content
    self.location = location
  }
}
