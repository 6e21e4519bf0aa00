import CallInterface
import ECMAScript
import FlowDocument

/// `goto`, `submit`, choices and links (VoiceXML 2.0 §5.3.7, §5.3.8), and the way to a target dialog.
extension Interpreter {
  /// The first document of the call.
  mutating func begin(_ uri: String) -> Outcome {
    let (document, fragment) = URIReference.splitFragment(uri)
    return begin(Transition(cause: .start, uri: document, fragment: fragment, fetch: .none))
  }

  mutating func goto(_ element: Goto) -> Outcome {
    switch element.target {
    case .dialog(let source):
      return go(to: source, element.fetch)
    case .item(let source):
      do throws(ScriptFault) {
        let name = try text(source)
        guard let index = dialog?.itemIndex[name] else {
          return .throwEvent(ThrownEvent("error.badfetch", "goto nextitem: this form has no item '\(name)'"))
        }
        return .nextItem(index)
      } catch {
        return fault(error, source)
      }
    }
  }

  mutating func go(
    to source: TextSource, _ fetch: FetchAttributes, holder: PreparedDocument? = nil
  ) -> Outcome {
    let uri: String
    do throws(ScriptFault) { uri = try text(source) } catch { return fault(error, source) }
    if uri.hasPrefix("#"), platformDocument != nil {
      var transition = Transition(cause: .goto, uri: nil, fragment: String(uri.dropFirst()), fetch: fetch)
      transition.isToPlatform = true
      return .transition(transition)
    }
    // A fragment alone names a dialog of the document that holds the link.
    if uri.hasPrefix("#"), let holder, holder !== context.document {
      return .transition(
        Transition(cause: .goto, uri: holder.document.uri, fragment: String(uri.dropFirst()), fetch: fetch))
    }
    return transition(.goto, to: uri, fetch)
  }

  /// Resolves a target against the present document; a fragment alone stays in it.
  func transition(_ cause: Transition.Cause, to uri: String, _ fetch: FetchAttributes) -> Outcome {
    let trimmed = WhiteSpace.collapsed(uri)
    if trimmed.hasPrefix("#") {
      return .transition(Transition(cause: cause, uri: nil, fragment: String(trimmed.dropFirst()), fetch: fetch))
    }
    guard !trimmed.isEmpty, let absolute = URIReference.resolve(trimmed, against: base)
    else {
      return .throwEvent(ThrownEvent("error.badfetch", "'\(uri)' is not a URI that can be fetched"))
    }
    let (document, fragment) = URIReference.splitFragment(absolute)
    return .transition(Transition(cause: cause, uri: document, fragment: fragment, fetch: fetch))
  }

  // MARK: submit

  mutating func submit(_ element: Submit) -> Outcome {
    do throws(ScriptFault) {
      let target = try text(element.target)
      let names = element.namelist?.map(\.value) ?? dialog?.items.filter(\.isInputItem).compactMap(\.name) ?? []
      let values = try submitted(names, by: element.method)
      guard let absolute = URIReference.resolve(target, against: base) else {
        return .throwEvent(ThrownEvent("error.badfetch", "submit: '\(target)' is not a URI"))
      }
      let (document, fragment) = URIReference.splitFragment(absolute)
      switch SubmitEncoding.encode(values, method: element.method, encoding: element.encoding, uri: document) {
      case .failure(let failure):
        return .throwEvent(ThrownEvent(failure.event, failure.message))
      case .success(let request):
        return .transition(
          Transition(
            cause: .submit, uri: request.uri, fragment: fragment, fetch: element.fetch, body: request.body))
      }
    } catch {
      return .throwEvent(ThrownEvent(error, in: "submit"))
    }
  }

  /// The values of a namelist as they are sent. Secrets go by POST only.
  mutating func submitted(
    _ names: [String], by method: SubmitMethod
  ) throws(ScriptFault) -> [FetchRequest.FormValue] {
    var values: [FetchRequest.FormValue] = []
    for name in names {
      let tracked = try trackedValue(named: name)
      let value = tracked.value
      if let culprit = tracked.culprit, method == .get {
        throw Self.refusal(culprit, "this sends it in the address, by GET")
      }
      if let recording = try recordingURI(of: value) {
        values.append(.init(name: name, content: .recording(uri: recording)))
        continue
      }
      do throws(ScriptFault) {
        let data = try script.export(value)
        values += try SubmitEncoding.flatten(data, name: name) { value throws(ScriptFault) in
          try script.text(try script.value(value, frozen: false))
        }
      } catch {
        throw tracked.culprit.map { Self.withheld(error, $0) } ?? error
      }
    }
    if method == .get, let found = values.first(where: { isTelling($0) }) {
      throw Self.refusal(found.name, "this sends it in the address, by GET")
    }
    return values
  }

  // MARK: On the way

  mutating func begin(_ transition: Transition) -> Outcome {
    guard let uri = transition.uri else { return moveWithinDocument(transition) }
    if case .goto = transition.cause, let kept = rootToKeep(uri) {
      return commit(transition, document: kept, root: nil, keepsApplication: true)
    }
    return fetchDocument(transition, uri: uri)
  }

  /// From a leaf to its own root by anything but `submit`: the root is there, with its variables (§1.5.2).
  private func rootToKeep(_ uri: String) -> PreparedDocument? {
    guard let root = contexts.last?.root, contexts.last?.applicationURI == uri else { return nil }
    return root
  }

  private mutating func moveWithinDocument(_ transition: Transition) -> Outcome {
    if transition.isToPlatform { return enterPlatformDialog(transition.fragment) }
    let document = context.document
    guard let index = transition.dialog ?? entry(of: document, fragment: transition.fragment) else {
      return noSuchDialog(transition.fragment, in: document)
    }
    if case .subdialog = transition.cause {
      return enterSubdialogDocument(transition, document: document, root: context.root)
    }
    enterDialog(index, entryResult: transition.entryResult)
    return .proceed
  }

  func entry(of document: PreparedDocument, fragment: String?) -> Int? {
    guard let fragment, !fragment.isEmpty else { return document.dialogs.isEmpty ? nil : 0 }
    return document.document.dialogIndex[fragment]
  }

  func noSuchDialog(_ fragment: String?, in document: PreparedDocument) -> Outcome {
    let known = document.dialogs.compactMap(\.id).prefix(8).joined(separator: ", ")
    let hint = known.isEmpty ? "it has no dialogs with an id" : "it has \(known)"
    return failed(
      ThrownEvent("error.badfetch", "\(document.document.uri) has no dialog '\(fragment ?? "")': \(hint)"))
  }

  /// A fetched document is ready; its root may still be wanted.
  mutating func documentLoaded(_ transition: Transition, _ reference: ResourceReference) -> Outcome {
    guard let document = library.document(reference) else {
      return failed(ThrownEvent("error.badfetch", "\(reference.uri) was loaded but is no longer kept"))
    }
    if transition.fragment?.isEmpty == false, entry(of: document, fragment: transition.fragment) == nil {
      return noSuchDialog(transition.fragment, in: document)
    }
    guard let application = document.document.application else {
      return commit(transition, document: document, root: nil, keepsApplication: false)
    }
    guard let resolved = URIReference.resolve(application.value, against: document.document.base) else {
      return failed(ThrownEvent("error.badfetch", "application=\"\(application.value)\" is not a URI"))
    }
    let rootURI = URIReference.splitFragment(resolved).uri
    if case .subdialog = transition.cause {
    } else if let current = contexts.last, current.applicationURI == rootURI {
      return commit(transition, document: document, root: current.root ?? current.document, keepsApplication: true)
    }
    return fetchRoot(transition, document: document, uri: rootURI)
  }

  mutating func rootLoaded(
    _ transition: Transition, document: PreparedDocument, _ reference: ResourceReference
  ) -> Outcome {
    guard let root = library.document(reference) else {
      return failed(ThrownEvent("error.badfetch", "\(reference.uri) was loaded but is no longer kept"))
    }
    guard root.document.application == nil else {
      return failed(
        ThrownEvent("error.semantic", "the application root \(reference.uri) has an application root itself"))
    }
    return commit(transition, document: document, root: root, keepsApplication: false)
  }

  /// A transition that failed is an event in the document that asked; without one the platform's handlers end the call.
  func failed(_ event: ThrownEvent) -> Outcome { .throwEvent(event) }

  // MARK: Arriving

  mutating func commit(
    _ transition: Transition, document: PreparedDocument, root: PreparedDocument?, keepsApplication: Bool
  ) -> Outcome {
    if case .subdialog = transition.cause {
      return enterSubdialogDocument(transition, document: document, root: root)
    }
    do throws(ScriptFault) {
      let kept = keepsApplication ? contexts.last?.applicationScope : nil
      let lastResult = keepsApplication ? contexts.last?.lastResult : nil
      let calendars = kept.flatMap { contexts.last?.calendars.kept(in: $0) }
      let history = keepsApplication ? contexts.last?.history : nil
      leaveDocument(keepingApplication: keepsApplication)
      let opened = try open(document, root: root, application: kept, transition)
      if contexts.isEmpty { contexts.append(opened) } else { contexts[contexts.count - 1] = opened }
      context.lastResult = lastResult
      if let calendars { context.calendars = calendars }
      if let history { context.history = history }
    } catch {
      return failed(ThrownEvent(error))
    }
    if keepsApplication && root == nil, let entry = context.entry {
      enterDialog(entry)
    }
    return .proceed
  }

  private mutating func leaveDocument(keepingApplication: Bool) {
    guard !contexts.isEmpty else { return }
    leaveExecution()
    if let scope = context.dialog.scope { close(scope) }
    if context.documentScope != context.applicationScope { close(context.documentScope) }
    if !keepingApplication { close(context.applicationScope) }
  }

  /// Opens the scopes of a document. `application` is kept where given, else the root is initialised first.
  func open(
    _ document: PreparedDocument, root: PreparedDocument?, application: ScriptScope?, _ transition: Transition
  ) throws(ScriptFault) -> ExecutionContext {
    let applicationScope: ScriptScope =
      if let application { application } else { try script.openScope(named: "application", inside: sessionScope) }
    if application == nil { try script.declare(["lastresult$"], in: applicationScope) }
    let documentScope: ScriptScope
    if root == nil {
      documentScope = applicationScope
      script.alias(applicationScope, as: "document")
    } else {
      documentScope = try script.openScope(named: "document", inside: applicationScope)
    }
    let uri = root?.document.uri ?? document.document.uri
    var context = ExecutionContext(
      document: document, root: root, applicationURI: uri, applicationScope: applicationScope,
      documentScope: documentScope, dialog: DialogState(),
      activity: .initialiseDocument(next: 0, ofRoot: root != nil && application == nil))
    context.entry = transition.dialog ?? entry(of: document, fragment: transition.fragment)
    context.entryResult = transition.entryResult
    return context
  }
}
