import CallInterface
import ECMAScript
import FlowDocument

/// `ivr:metric` and `ivr:outcome`: what a call was worth to the business. They are told, and change nothing in the call.
extension Interpreter {
  /// A number, or text that is one, as keys are. Anything else is error.semantic, so that no figure is silently wrong.
  mutating func tell(_ metric: Metric) -> Outcome {
    do throws(ScriptFault) {
      let value = try evaluate(metric.value)
      guard let number = try figure(value) else {
        let name = metric.name.value
        return .throwEvent(
          ThrownEvent("error.semantic", "ivr:metric '\(name)' is not a number (in: \(metric.value.source))"))
      }
      report(.metric(name: metric.name.value, value: number))
      return .proceed
    } catch {
      return fault(error, metric.value)
    }
  }

  /// Finite: neither records nor figures of a server can hold anything else.
  private func figure(_ value: ScriptValue) throws(ScriptFault) -> Double? {
    let number: Double? =
      switch try script.export(value) {
      case .number(let number): number
      case .string(let text): Double(WhiteSpace.collapsed(text))
      case .undefined, .null, .boolean, .array, .object: nil
      }
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Words; undefined, null and empty ones are error.semantic.
  mutating func tell(_ outcome: BusinessOutcome) -> Outcome {
    do throws(ScriptFault) {
      let words: String =
        switch outcome.value {
        case .literal(let text): text.value
        case .expression(let expression):
          switch try evaluate(expression) {
          case .undefined, .null: ""
          case let value: try script.text(value)
          }
        }
      let value = WhiteSpace.collapsed(words)
      guard !value.isEmpty else {
        return .throwEvent(ThrownEvent("error.semantic", "ivr:outcome says nothing (\(outcome.location))"))
      }
      report(.outcome(value))
      return .proceed
    } catch {
      return fault(error, outcome.value)
    }
  }
}
