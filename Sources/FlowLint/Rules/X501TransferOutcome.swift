import FlowDocument
import FlowParser

/// X501: what may come of a bridge or a consultation has to be handled: a caller who could not be put through must not
/// be dropped without a word. A `filled` counts for every outcome but those that a chain of `if` without `else` leaves
/// out; items that come after the transfer count for all.
struct TransferOutcomeRule: LintRule {
  static let id = "X501"
  static let severity = Diagnostic.Severity.warning
  static let help =
    "apologise, and offer a message or a call-back: in <filled>, or in <catch event=\"error.connection\">"

  private static let values = ["busy", "noanswer", "network_busy"]

  func check(_ flow: FlowUnderCheck) -> [Finding] {
    flow.nodes.compactMap { node in
      guard case .item(let item) = node.element, case .transfer(let transfer) = item.kind, transfer.kind != .blind,
        let dialog = node.place.dialog, let index = node.place.item,
        case .form(let form) = flow.document.dialogs[dialog]
      else { return nil }
      var missing = missingValues(of: item, at: index, in: form)
      if flow.knowsRoot, !catchesErrors(item, form, flow) { missing.append("error.connection") }
      guard !missing.isEmpty else { return nil }
      return Finding("nothing is done when this transfer ends with \(Self.list(missing))", at: item.location)
    }
  }

  private func missingValues(of item: FormItem, at index: Int, in form: Form) -> [String] {
    // The form goes on with the next item, whatever the value is.
    if index + 1 < form.items.count { return [] }
    let filled =
      item.filled.map(\.content)
      + form.filled.filter { action in
        guard let names = action.namelist else { return true }
        return names.contains { $0.value == item.name?.value }
      }.map(\.content)
    return Self.values.filter { value in !filled.contains { Self.handles($0, value) } }
  }

  /// Whether something that the caller notices may be done for this value.
  private static func handles(_ content: [Executable], _ value: String) -> Bool {
    content.contains { element in
      switch element {
      case .if(let choice):
        choice.branches.contains { branch in
          guard !branch.content.isEmpty else { return false }
          guard let condition = branch.condition?.source else { return true }
          return mayHold(condition, for: value)
        }
      case .log, .variable, .assign, .metric, .outcome, .script: false
      case .clear, .prompt, .reprompt, .goto, .submit, .exit, .return, .disconnect, .throw, .data, .foreach, .callback,
        .language, .extension:
        true
      }
    }
  }

  /// Only a condition that asks for other outcomes by name, and for nothing else, is known not to hold.
  private static func mayHold(_ condition: String, for value: String) -> Bool {
    if names(value, in: condition) || condition.contains("!") { return true }
    let known =
      values + [
        "near_end_disconnect", "far_end_disconnect", "network_disconnect", "maxtime_disconnect", "unknown",
      ]
    return !known.contains { names($0, in: condition) }
  }

  private static func names(_ value: String, in condition: String) -> Bool {
    condition.contains("'\(value)'") || condition.contains("\"\(value)\"")
  }

  private func catchesErrors(_ item: FormItem, _ form: Form, _ flow: FlowUnderCheck) -> Bool {
    let handlers =
      item.handlers + form.handlers + flow.document.handlers + (flow.root?.document.handlers ?? [])
    return handlers.contains { handler in
      handler.events.isEmpty
        || handler.events.contains { event in
          event == "." || event == "error" || event == "error." || event.hasPrefix("error.connection")
        }
    }
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
