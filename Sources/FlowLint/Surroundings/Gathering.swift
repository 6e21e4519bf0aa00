import FlowDocument

/// Reads, once each, the flows that a document refers to directly or through others, and asks which files are there.
struct Gathering {
  let load: (String) -> Document?
  let exists: ((String) -> Bool)?

  /// Past so many flows no more are read: a check has to end.
  private static let limit = 256

  func gather(_ document: Document, given: [Document]) -> FlowUnderCheck {
    let flow = WalkedFlow(document)
    var known: [String: WalkedFlow] = [document.uri: flow]
    var order: [String] = []
    var waiting = [flow]
    for other in given where known[other.uri] == nil {
      let walked = WalkedFlow(other)
      known[other.uri] = walked
      order.append(other.uri)
      waiting.append(walked)
    }
    var unreadable: Set<String> = []
    while let next = waiting.popLast() {
      for uri in Self.flows(referredToBy: next)
      where known[uri] == nil && !unreadable.contains(uri) && known.count < max(Self.limit, given.count) {
        guard let loaded = load(uri) else {
          unreadable.insert(uri)
          continue
        }
        let walked = WalkedFlow(loaded)
        known[uri] = walked
        order.append(uri)
        waiting.append(walked)
      }
    }
    let root = RootReference.uri(of: document).flatMap { known[$0] }
    return FlowUnderCheck(
      flow, root: root, others: order.compactMap { known[$0] }, unreadable: unreadable,
      files: files(of: flow, unreadable: unreadable, leaves: order.compactMap { known[$0]?.document }.filter { RootReference.uri(of: $0) == document.uri }))
  }

  /// The local flows that one refers to, its root first.
  private static func flows(referredToBy flow: WalkedFlow) -> [String] {
    let references = flow.nodes.compactMap(\.reference).compactMap { reference in
      if case .literal(let text) = reference.target { text.value } else { nil }
    }
    return ([flow.document.application?.value].compactMap(\.self) + references).compactMap { text in
      if case .file(let uri, _) = Destination(text, in: flow.document) { uri } else { nil }
    }
  }

  private func files(of flow: WalkedFlow, unreadable: Set<String>, leaves: [Document]) -> [String: Bool] {
    guard let exists else { return [:] }
    var files: [String: Bool] = [:]
    for uri in unreadable { files[uri] = exists(uri) }
    for resource in flow.resources {
      for document in [flow.document] + (resource.place.dialog == nil ? leaves : []) {
        guard case .file(let uri, _) = Destination(resource.source.value, in: document), files[uri] == nil else {
          continue
        }
        files[uri] = exists(uri)
      }
    }
    return files
  }
}
