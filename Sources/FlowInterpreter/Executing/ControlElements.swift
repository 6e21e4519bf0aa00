import CallInterface
import ECMAScript
import FlowDocument

/// `throw`, `exit`, `return`, `disconnect` (VoiceXML 2.0 §5.2.1, §5.3.9 to §5.3.11).
extension Interpreter {
  mutating func `throw`(_ element: EventToThrow) -> Outcome {
    switch event(element) {
    case .done(let event): .throwEvent(event)
    case .instead(let outcome): outcome
    }
  }

  mutating func event(_ element: EventToThrow) -> Attempt<ThrownEvent> {
    let name: String
    do throws(ScriptFault) { name = try text(element.event) } catch {
      return .instead(fault(error, element.event))
    }
    guard EventName.isValid(name) else {
      return .instead(.throwEvent(ThrownEvent("error.semantic", "'\(name)' is not an event name")))
    }
    guard let message = element.message else { return .done(ThrownEvent(name)) }
    do throws(ScriptFault) { return .done(ThrownEvent(name, try text(message))) } catch {
      return .instead(fault(error, message))
    }
  }

  mutating func exit(_ element: Exit) -> Outcome {
    switch element.value {
    case .nothing:
      return .exit(.undefined)
    case .expression(let expression):
      do throws(ScriptFault) { return .exit(try script.export(try evaluate(expression))) } catch {
        return fault(error, expression)
      }
    case .namelist(let namelist):
      return export(namelist) { .exit($0) }
    }
  }

  mutating func disconnect(_ element: Disconnect) -> Outcome {
    element.namelist.isEmpty ? .disconnect(.undefined) : export(element.namelist) { .disconnect($0) }
  }

  mutating func `return`(_ element: Return) -> Outcome {
    guard contexts.count > 1 else {
      return .throwEvent(ThrownEvent("error.semantic", "<return> outside a subdialog: nothing called this dialog"))
    }
    switch element.value {
    case .nothing:
      return .returnToCaller(.values([]))
    case .namelist(let namelist):
      do throws(ScriptFault) {
        var values: [PassedValue] = []
        for name in namelist {
          values.append(PassedValue(name: name.value, tracked: try trackedValue(named: name.value)))
        }
        return .returnToCaller(.values(values))
      } catch {
        return .throwEvent(ThrownEvent(error, in: "return"))
      }
    case .event(let element):
      switch event(element) {
      case .done(let event): return .returnToCaller(.event(event))
      case .instead(let outcome): return outcome
      }
    }
  }

  /// The value of a variable of a namelist that leaves the call; an undeclared one is a fault, and a secure one.
  mutating func value(named name: String) throws(ScriptFault) -> ScriptValue {
    let tracked = try trackedValue(named: name)
    if let culprit = tracked.culprit { throw Self.refusal(culprit) }
    return tracked.value
  }

  /// The value of a variable of a namelist; an undeclared one is a fault.
  mutating func trackedValue(named name: String) throws(ScriptFault) -> TrackedValue {
    let scope = try scope()
    guard script.isDeclared(name, in: scope) else {
      throw ScriptFault(.undeclared, "the variable '\(name)' is not declared")
    }
    return TrackedValue(value: try script.evaluate(name, in: scope), culprit: culprit(in: name))
  }

  private mutating func export(_ namelist: [Located<String>], _ use: (DataValue) -> Outcome) -> Outcome {
    do throws(ScriptFault) {
      var members: [DataValue.Member] = []
      for name in namelist {
        members.append(DataValue.Member(name.value, try script.export(try value(named: name.value))))
      }
      return use(.object(members))
    } catch {
      return .throwEvent(ThrownEvent(error, in: "namelist"))
    }
  }
}
