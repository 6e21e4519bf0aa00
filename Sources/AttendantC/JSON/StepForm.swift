import CallInterface
import CallRuntime

/// Puts a step together as JSON; the form is described in `attendant.h`.
struct StepForm {
  private var lines: JSONLines
  private var now = CallInstant.start
  private var commands: [JSONText] = []
  private var concealed: [Int] = []

  /// - Parameter flow: the absolute URI of the first document.
  init(flow: String) {
    lines = JSONLines(flow: flow)
  }

  mutating func begin(at instant: CallInstant) {
    now = instant
    commands = []
    concealed = []
  }

  mutating func add(_ command: CallCommand) {
    commands.append(JSONText(command: command, at: now, lines: &lines))
  }

  mutating func conceal(_ inputs: [Int]) {
    concealed += inputs
  }

  /// - Parameter step: the last of those whose commands were added.
  mutating func end(_ step: Step) -> String {
    defer { commands = [] }
    var members: [(key: String, value: JSONText)] = [
      ("at", .milliseconds(now)), ("commands", .array(commands)), ("wakeUp", .milliseconds(orNull: step.wakeUp)),
      ("waiting", JSONText(waiting: step.waiting)), ("ended", .boolean(step.waiting == .ended)),
    ]
    if !concealed.isEmpty { members.append(("concealed", .array(concealed.map(JSONText.integer)))) }
    if step.isPrivate { members.append(("private", .boolean(true))) }
    return JSONText.object(members).description
  }
}

extension JSONText {
  init(waiting: Waiting) {
    switch waiting {
    case .call: self = .object([("for", .string("call"))])
    case .fetch(let id): self = .object([("for", .string("fetch")), ("id", .id(id))])
    case .prompts: self = .object([("for", .string("prompts"))])
    case .input(let wait):
      self = .object(
        [
          ("for", .string("input")), ("document", .string(wait.document)), ("dialog", .string(wait.dialog)),
          ("item", .string(wait.item)), ("prompting", .boolean(wait.prompting)), ("keys", .string(wait.keys)),
          ("deadline", .milliseconds(orNull: wait.deadline)), ("timer", .string(orNull: wait.timer)),
        ] + (wait.isSecure ? [("secure", .boolean(true))] : []))
    case .recording(let id): self = .object([("for", .string("recording")), ("id", .id(id))])
    case .transfer(let id): self = .object([("for", .string("transfer")), ("id", .id(id))])
    case .extension(let id): self = .object([("for", .string("extension")), ("id", .id(id))])
    case .ended: self = .object([("for", .string("ended"))])
    }
  }

  static func id(_ id: ActivityID) -> JSONText { .integer(id.number) }

  static func milliseconds(_ duration: Duration) -> JSONText { .integer(Int(duration.wholeMilliseconds)) }

  static func milliseconds(_ instant: CallInstant) -> JSONText { .milliseconds(instant.sinceStart) }

  static func milliseconds(orNull duration: Duration?) -> JSONText { duration.map(JSONText.milliseconds) ?? .null }

  static func milliseconds(orNull instant: CallInstant?) -> JSONText { .milliseconds(orNull: instant?.sinceStart) }
}
