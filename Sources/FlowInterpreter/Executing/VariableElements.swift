import CallInterface
import ECMAScript
import FlowDocument

/// `assign`, `clear`, `script`, `log` (VoiceXML 2.0 §5.3).
extension Interpreter {
  mutating func assign(_ element: Assign) -> Outcome {
    do throws(ScriptFault) {
      let value = try tracked(element.expression)
      try script.assign(element.name.value, to: value.value, in: try scope())
      noteAssigned(element.name.value, value, from: element.expression.source)
      return .proceed
    } catch {
      return .throwEvent(ThrownEvent(error, in: "\(element.name.value) = \(element.expression.source)"))
    }
  }

  /// `clear` (§5.3.3): variables to undefined; of form items, the prompt and event counters too.
  mutating func clear(_ element: Clear) -> Outcome {
    guard let dialog else { return .proceed }
    do throws(ScriptFault) {
      guard let namelist = element.namelist else {
        for index in dialog.items.indices { try clearItem(index) }
        return .proceed
      }
      for name in namelist {
        let local = name.value.hasPrefix("dialog.") ? String(name.value.dropFirst(7)) : name.value
        if let index = dialog.itemIndex[local] {
          try clearItem(index)
        } else {
          try script.assign(name.value, to: .undefined, in: try scope())
          noteAssigned(name.value, TrackedValue(value: .undefined, culprit: nil), from: "undefined")
        }
      }
      return .proceed
    } catch {
      return .throwEvent(ThrownEvent(error, in: "clear"))
    }
  }

  private mutating func clearItem(_ index: Int) throws(ScriptFault) {
    context.dialog.items[index] = ItemState()
    guard let name = dialog?.items[index].name else { return }
    let scope = try dialogScope()
    try script.set(name, to: .undefined, in: scope)
    note(name, is: TrackedValue(value: .undefined, culprit: nil), from: nil, in: scope)
  }

  // MARK: script

  mutating func run(_ element: Script) -> Outcome {
    switch element.source {
    case .inline(let text):
      return run(text.value)
    case .external(let source):
      do throws(ScriptFault) {
        let uri = try text(source)
        return fetch(.script, uri, element.fetch, charset: element.charset, purpose: .script(element))
      } catch {
        return fault(error, source)
      }
    }
  }

  mutating func run(_ text: String) -> Outcome {
    do throws(ScriptFault) {
      try writePending()
      let target = context.execution == nil ? try scope() : try anonymousScope()
      try runTracked(text, in: target)
      return .proceed
    } catch {
      let line = error.line.map { " (line \($0) of the script)" } ?? ""
      return .throwEvent(ThrownEvent("error.semantic", error.message + line))
    }
  }

  // MARK: log

  mutating func log(_ element: Log) -> Outcome {
    var text = ""
    do throws(ScriptFault) {
      for part in element.content {
        switch part {
        case .text(let words): text += words
        case .value(let expression): text += try shown(expression)
        }
      }
      text = WhiteSpace.collapsed(text)
      if let expression = element.expression {
        let value = try shown(expression)
        text = text.isEmpty ? value : text + " " + value
      }
    } catch {
      return .throwEvent(ThrownEvent(error, in: "log"))
    }
    report(.log(label: element.label, text: text))
    return .proceed
  }
}

extension Interpreter {
  /// What a value is in writing.
  private mutating func shown(_ expression: Expression) throws(ScriptFault) -> String {
    let value = try tracked(expression)
    return value.isSecret ? Concealed.text : try script.text(value.value)
  }
}

enum WhiteSpace {
  /// Runs of blanks as one, none at the ends.
  static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
