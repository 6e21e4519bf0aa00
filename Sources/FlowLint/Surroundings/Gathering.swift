import FlowDocument

/// Reads, once each, the flows that a document refers to directly or through others, and asks which files are there.
struct Gathering {
  let load: (String) -> Document?
  let exists: ((String) -> Bool)?

  /// Past so many flows no more are read: a check has to end.
  private static let limit = 256

  func gather(_ document: Document, given: [Document]) -> FlowUnderCheck {
    let flow = WalkedFlow(document)
    var known = [FlowIdentity.key(document.uri): flow]
    var order: [String] = []
    var waiting = [flow]
    func add(_ document: Document, as key: String) {
      let walked = WalkedFlow(document)
      known[key] = walked
      order.append(key)
      waiting.append(walked)
    }
    for other in given where known[FlowIdentity.key(other.uri)] == nil {
      add(other, as: FlowIdentity.key(other.uri))
    }
    var unreadable: Set<String> = []
    while let next = waiting.popLast() {
      for uri in Self.flows(referredToBy: next) where known.count < max(Self.limit, given.count) {
        let key = FlowIdentity.key(uri)
        guard known[key] == nil, !unreadable.contains(uri) else { continue }
        if let loaded = load(uri) { add(loaded, as: key) } else { unreadable.insert(uri) }
      }
    }
    let found = FlowUnderCheck(flow, known: known, order: order, unreadable: unreadable, files: [:])
    guard let exists else { return found }
    return FlowUnderCheck(
      flow, known: known, order: order, unreadable: unreadable,
      files: files(of: found, unreadable: unreadable, exists: exists))
  }

  /// The local flows that one refers to, its root first.
  static func flows(referredToBy flow: WalkedFlow) -> [String] {
    let references = flow.nodes.compactMap(\.reference).compactMap { reference in
      if case .literal(let text) = reference.target { text.value } else { nil }
    }
    return ([flow.document.application?.value].compactMap(\.self) + references).compactMap { text in
      if case .file(let uri, _) = Destination(text, in: flow.document) { uri } else { nil }
    }
  }

  private func files(
    of flow: FlowUnderCheck, unreadable: Set<String>, exists: (String) -> Bool
  ) -> [String: Bool] {
    var files: [String: Bool] = [:]
    for uri in unreadable { files[uri] = exists(uri) }
    for resource in flow.flow.resources {
      for active in flow.activeFlows(for: resource) {
        guard case .file(let uri, _) = Destination(resource.source.value, in: active.document), files[uri] == nil else {
          continue
        }
        files[uri] = exists(uri)
      }
    }
    return files
  }
}
