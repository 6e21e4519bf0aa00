import CallInterface
public import FlowParser

import FlowDocument

/// K702: a secure value reaches what is written down or heard. At run time a log and a prompt show `••••` instead, and
/// the rest is `error.semantic`.
public struct SecretLeakRule: LintRule {
  public static let id = "K702"
  public static let severity = Diagnostic.Severity.error
  public static let help = "a secure value may only go to a submit, a data or a subdialog with method=\"post\""

  public init() {}

  public func check(_ flow: FlowUnderCheck) -> [Finding] {
    guard var secrets = SecretFlow(flow) else { return [] }
    return flow.nodes.flatMap { node -> [Finding] in
      let leaks = node.outlets(of: flow.document).compactMap { outlet -> Finding? in
        guard let culprit = secrets.culprit(in: outlet.source, at: node.place) else { return nil }
        let length = outlet.source == culprit ? culprit.unicodeScalars.count : nil
        return Finding("\"\(culprit)\" is secure and reaches \(outlet.what)", at: outlet.location, length: length)
      }
      return leaks + Self.openPosts(node, of: flow.document, &secrets)
    }
  }

  /// A POST that anybody on the way can read.
  private static func openPosts(
    _ node: FlowNode, of document: Document, _ secrets: inout SecretFlow
  ) -> [Finding] {
    guard let (target, names) = node.post, case .literal(let text) = target,
      let uri = URIReference.resolve(text.value, against: document.base)
    else { return [] }
    let parts = URIParts(uri)
    let isHere = ["localhost", "127.0.0.1", "[::1]"].contains(parts.host)
    guard parts.scheme == "http", !isHere else { return [] }
    return names.compactMap { name in
      guard let culprit = secrets.culprit(in: name.value, at: node.place) else { return nil }
      return Finding(
        "\"\(culprit)\" is secure and is sent without encryption", help: "send it to an https: address",
        severity: .warning, at: text.location)
    }
  }
}

extension FlowNode {
  /// Where something is sent by POST, and what.
  fileprivate var post: (target: TextSource, names: [Located<String>])? {
    switch element {
    case .executable(.submit(let submit)) where submit.method == .post: (submit.target, submit.namelist ?? [])
    case .executable(.data(let data)) where data.method == .post: (data.source, data.namelist)
    case .item(let item):
      if case .subdialog(let subdialog) = item.kind, subdialog.method == .post {
        (subdialog.source, subdialog.namelist)
      } else {
        nil
      }
    case .executable, .calendar, .route, .dialog, .property, .handler, .link, .choice, .option, .filled, .grammar,
      .prompt, .audio, .value, .mark, .say, .repetition:
      nil
    }
  }
}
