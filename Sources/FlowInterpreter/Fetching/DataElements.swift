import CallInterface
import ECMAScript
import FlowDocument

/// `data` (VoiceXML 2.1 §5).
extension Interpreter {
  mutating func fetchData(_ element: DataElement) -> Outcome {
    do throws(ScriptFault) {
      let source = try text(element.source)
      let values = try submitted(element.namelist.map(\.value), by: element.method)
      guard let uri = URIReference.resolve(source, against: base) else {
        return .throwEvent(ThrownEvent("error.badfetch", "data: '\(source)' is not a URI"))
      }
      let target = URIReference.splitFragment(uri).uri
      switch SubmitEncoding.encode(values, method: element.method, encoding: element.encoding, uri: target) {
      case .failure(let failure):
        return .throwEvent(ThrownEvent(failure.event, failure.message))
      case .success(let request):
        return fetch(.data, request.uri, element.fetch, body: request.body, purpose: .data(element))
      }
    } catch {
      return fault(error, element.source)
    }
  }

  /// The variable holds the document, unless the data says that this flow may not read it (appendix E).
  mutating func expose(_ tree: XMLTree, of element: DataElement, from reference: ResourceReference) -> Outcome {
    guard let name = element.name?.value else { return .proceed }
    guard DataAccess.isAllowed(tree.accessControl, reader: context.document.document.uri, source: reference.uri) else {
      return .throwEvent(
        ThrownEvent(
          "error.noauthorization", "\(reference.uri) does not allow \(context.document.document.uri) to read it"))
    }
    do throws(ScriptFault) {
      let scope = try declarationScope()
      try script.set(name, to: try script.makeDocument(tree), in: scope)
      secrets.names.unmark(name, in: scope)
      return .proceed
    } catch {
      return .throwEvent(ThrownEvent(error))
    }
  }

  mutating func dataFailed(_ element: DataElement, _ failure: FetchFailure) -> Outcome {
    if let name = element.name?.value {
      do throws(ScriptFault) {
        try script.set(name, to: .undefined, in: try declarationScope())
      } catch {
        return .throwEvent(ThrownEvent(error))
      }
    }
    return .throwEvent(ThrownEvent(failure.event, failure.message))
  }

  /// Where a declaration made now belongs: the anonymous scope of executable content, else document or dialog.
  private mutating func declarationScope() throws(ScriptFault) -> ScriptScope {
    context.execution == nil ? try scope() : try anonymousScope()
  }
}

/// `<?access-control allow="…"?>` (2.1 appendix E): hosts, `*`, or `*.domain`, apart by blanks.
enum DataAccess {
  static func isAllowed(_ allow: String?, reader: String, source: String) -> Bool {
    guard let allow else { return true }
    let host = URIParts(reader).host
    if host == URIParts(source).host { return true }
    return allow.split(whereSeparator: \.isWhitespace).contains { pattern in
      if pattern == "*" { return true }
      if pattern.hasPrefix("*.") { return host.hasSuffix(pattern.dropFirst()) }
      return pattern == host
    }
  }
}
