public import FlowDocument

/// A document with every element at hand.
public struct WalkedFlow: Sendable {
  public let document: Document
  /// Every element of the document, parents before what is in them.
  public let nodes: [FlowNode]

  public init(_ document: Document) {
    self.document = document
    nodes = DocumentWalk.nodes(of: document)
  }
}

/// What a rule is given: the document that is checked, and what is known of the flows around it.
public struct FlowUnderCheck: Sendable {
  public let flow: WalkedFlow
  /// The application root; `nil` where the document has none, or none that could be read.
  public let root: WalkedFlow?
  /// Every other flow that is known: those checked together, and what they and this one refer to.
  public let others: [WalkedFlow]
  /// The known flows whose application root is this document.
  public let leaves: [WalkedFlow]
  /// Local URIs to which something refers and where no flow could be read.
  let unreadable: Set<String>
  /// Whether a file is there, by its local URI; a URI that is not in it was not asked for.
  let files: [String: Bool]
  /// What can be said by keys; `nil` where nobody looked.
  var words: FlowWords?
  /// What is known of its calendars' surroundings; `nil` where nothing was told.
  var calendars: CalendarKnowledge?
  /// By `FlowIdentity.key`.
  private let known: [String: WalkedFlow]

  public var document: Document { flow.document }
  public var nodes: [FlowNode] { flow.nodes }

  /// - Parameter known: every flow by its identity, `flow` too; `order` lists the identities of the others.
  init(
    _ flow: WalkedFlow, known: [String: WalkedFlow], order: [String], unreadable: Set<String>, files: [String: Bool]
  ) {
    self.flow = flow
    self.known = known
    self.unreadable = unreadable
    self.files = files
    others = order.compactMap { known[$0] }
    leaves = others.filter { RootReference.key(of: $0.document) == FlowIdentity.key(flow.document.uri) }
    root = RootReference.key(of: flow.document).flatMap { known[$0] }
  }

  /// The known flow at an absolute URI without fragment.
  public func known(_ uri: String) -> WalkedFlow? { known[FlowIdentity.key(uri)] }

  /// Whether an absolute URI without fragment is that of the document that is checked.
  func isOwn(_ uri: String) -> Bool { FlowIdentity.key(uri) == FlowIdentity.key(document.uri) }

  /// Whether the application root's names can be listed: there is none, or it was read.
  var knowsRoot: Bool { document.application == nil || root != nil }

  /// The documents in which an element may be at work. A handler or a link at the top of an application root works in
  /// every leaf, and relative URIs are resolved there (VoiceXML 2.0 §5.2.4). Empty where none of them is known.
  func activeFlows(at place: Place) -> [WalkedFlow] {
    guard place.dialog == nil else { return [flow] }
    return (document.dialogs.isEmpty ? [] : [flow]) + leaves
  }
}
