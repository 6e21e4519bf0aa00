import ECMAScript
import FlowDocument

/// Dialogs of the platform's defaults. A default handler reaches them by `goto` with a fragment; they run inside the document
/// that is in execution, whose variables, routes and handlers they see.
extension Interpreter {
  /// The defaults' document whose content runs now; `nil`: the flow's own.
  var platformDocument: PreparedDocument? {
    guard !contexts.isEmpty else { return nil }
    if let execution = context.execution { return execution.home.platform }
    return context.dialog.platform
  }

  /// Against what relative URIs of the running content are resolved.
  var base: String { (platformDocument ?? context.document).document.base }

  /// `ivr.operatorroute` where the caller was: the id of a route, or an absolute destination.
  var operatorRoute: String? {
    if context.dialog.platform != nil { return context.dialog.operatorRoute }
    guard let written = property("ivr.operatorroute").map(WhiteSpace.collapsed), !written.isEmpty else { return nil }
    return written
  }

  /// The dialog of this name: a company's before the built-in one.
  mutating func enterPlatformDialog(_ fragment: String?) -> Outcome {
    for document in defaults.layers {
      guard let index = entry(of: document, fragment: fragment) else { continue }
      let route = operatorRoute
      context.parameters = parameters(of: document.dialogs[index], route: route)
      enterDialog(index, of: document)
      context.dialog.operatorRoute = route
      return .proceed
    }
    return noSuchDialog(fragment, in: defaults)
  }

  /// A form that declares `operatorroute` learns it.
  private func parameters(of dialog: PreparedDialog, route: String?) -> [PassedValue] {
    let declares = dialog.form?.initialisation.contains {
      if case .run(.variable(let variable)) = $0 { variable.name.value == "operatorroute" } else { false }
    }
    guard declares == true else { return [] }
    let value = route.map(ScriptValue.string) ?? .undefined
    return [PassedValue(name: "operatorroute", tracked: TrackedValue(value: value, culprit: nil))]
  }

  /// In a dialog of the platform the destination of a transfer may be the id of a route of the flow.
  mutating func target(of transfer: Transfer) throws(ScriptFault) -> Transfer.Target {
    guard context.dialog.platform != nil, case .destination(let source) = transfer.target else {
      return transfer.target
    }
    let name = WhiteSpace.collapsed(try text(source))
    let documents = [context.document, context.root].compactMap(\.self)
    let route = documents.lazy.flatMap(\.document.routes).first { $0.id.value == name }
    return route.map { .route($0.id) } ?? .destination(.literal(Located(name, at: SourceLocation(line: 0, column: 0))))
  }
}
