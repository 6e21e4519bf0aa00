import CallInterface
import FlowDocument
public import FlowLint
public import FlowParser

/// Some flows and those to which they lead: their application roots, and what they refer to by written links to files in
/// the same folder or below it.
public struct FlowSet: Sendable {
  /// In the order in which they were found, those that were named first.
  public let flows: [WalkedFlow]
  /// Of all of them; errors only.
  public let problems: [Diagnostic]

  /// Past so many no more are read: a list has to end.
  private static let limit = 1000

  /// - Parameters:
  ///   - uris: absolute `file:` URIs.
  ///   - read: the bytes of a file by its URI, or why there are none.
  public init(_ uris: [String], read: (String) throws(FlowSet.Unreadable) -> [UInt8]) {
    let folders = uris.map { Self.folder(of: $0) }
    var waiting = uris.map { URIReference.splitFragment($0).uri }
    var known = Set(waiting)
    var flows: [WalkedFlow] = []
    var problems: [Diagnostic] = []
    var next = 0
    while next < waiting.count, next < Self.limit {
      let uri = waiting[next]
      next += 1
      do throws(Unreadable) {
        let result = FlowParser().parseDocument(try read(uri), uri: uri)
        problems += result.diagnostics.filter { $0.severity == .error }
        guard let document = result.value else { continue }
        let flow = WalkedFlow(document)
        flows.append(flow)
        for target in Self.links(of: flow) where folders.contains(where: target.hasPrefix) {
          if known.insert(target).inserted { waiting.append(target) }
        }
      } catch {
        problems.append(
          Diagnostic(
            severity: .error, rule: "file", message: error.reason, file: uri,
            location: SourceLocation(line: 1, column: 1)))
      }
    }
    self.flows = flows
    self.problems = problems
  }

  /// Why a file cannot be read.
  public struct Unreadable: Error {
    public let reason: String

    public init(reason: String) {
      self.reason = reason
    }
  }

  private static func folder(of uri: String) -> String {
    let file = URIReference.splitFragment(uri).uri
    return file.lastIndex(of: "/").map { String(file[...$0]) } ?? file
  }

  private static func links(of flow: WalkedFlow) -> [String] {
    let document = flow.document
    let written = [document.application?.value].compactMap(\.self) + flow.nodes.compactMap { $0.writtenTarget }
    return written.compactMap { text in
      let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !trimmed.isEmpty, !trimmed.hasPrefix("#"), let uri = URIReference.resolve(trimmed, against: document.base)
      else { return nil }
      let target = URIReference.splitFragment(uri).uri
      // What a program would compute cannot be read.
      let isFlow = [".vxml", ".xml"].contains(where: target.lowercased().hasSuffix)
      return target.hasPrefix("file:") && isFlow ? target : nil
    }
  }
}

extension FlowNode {
  /// Where this element leads to, if that is written and not computed.
  fileprivate var writtenTarget: String? {
    let target: TextSource
    switch element {
    case .executable(.goto(let goto)):
      guard case .dialog(let dialog) = goto.target else { return nil }
      target = dialog
    case .executable(.submit(let submit)): target = submit.target
    case .choice(let choice):
      guard case .go(let place, _) = choice.action else { return nil }
      target = place
    case .link(let link):
      guard case .go(let place, _) = link.action else { return nil }
      target = place
    case .item(let item):
      guard case .subdialog(let subdialog) = item.kind else { return nil }
      target = subdialog.source
    case .calendar, .route, .say, .dialog, .property, .handler, .option, .filled, .grammar, .prompt, .audio, .value,
      .mark, .repetition,
      .executable:
      return nil
    }
    if case .literal(let text) = target { return text.value }
    return nil
  }
}
