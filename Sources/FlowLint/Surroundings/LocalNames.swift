import FlowDocument

/// What a flow names by written, local references: what must be there, as far as that can be known without running it.
extension WalkedFlow {
  /// The flows that it leads to, its application root first: absolute `file:` URIs without fragment.
  public var localFlows: [String] { Gathering.flows(referredToBy: self) }

  /// The grammars, scripts and data that it fetches, in the same form.
  public var localFiles: [String] {
    resources.compactMap { resource in
      guard resource.kind != .sound, case .file(let uri, _) = Destination(resource.source.value, in: document) else {
        return nil
      }
      return uri
    }
  }
}
