import CallInterface
import CallRuntime
import Prompting

extension JSONText {
  /// - Parameters:
  ///   - instant: the time of the step.
  ///   - lines: the machine form of the call's reports so far.
  init(command: CallCommand, at instant: CallInstant, lines: inout JSONLines) {
    let (name, members) = Self.members(of: command, at: instant, lines: &lines)
    self = .object([("command", .string(name))] + members)
  }

  private typealias Members = [(key: String, value: JSONText)]

  private static func members(
    of command: CallCommand, at instant: CallInstant, lines: inout JSONLines
  ) -> (String, Members) {
    switch command {
    case .fetch(let id, let request): ("fetch", [("id", .id(id))] + members(of: request))
    case .play(let id, let prompt):
      (
        "play",
        [
          ("id", .id(id)), ("bargeIn", .string(prompt.bargeIn.rawValue)),
          ("text", .string(SpokenText.words(of: prompt.segments))),
          ("segments", .array(prompt.segments.map(JSONText.init(segment:)))),
        ]
      )
    case .stopPlaying: ("stopPlaying", [])
    case .record(let id, let request): ("record", [("id", .id(id))] + members(of: request))
    case .stopRecording(let id): ("stopRecording", [("id", .id(id))])
    case .transfer(let id, let request): ("transfer", [("id", .id(id))] + members(of: request))
    case .endTransfer(let id): ("endTransfer", [("id", .id(id))])
    case .extend(let id, let request):
      // Comes of no flow that was loaded here: these declare no elements of a host.
      (
        "extend",
        [
          ("id", .id(id)), ("namespace", .string(request.namespace)), ("name", .string(request.name)),
          (
            "attributes",
            .object(request.attributes.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONText($0.value)) })
          ),
          ("text", .string(orNull: request.text)), ("timeout", .milliseconds(request.timeout)),
        ]
      )
    case .promise(let id, let request): ("promise", [("id", .id(id))] + members(of: request))
    case .withdrawPromise(let id): ("withdrawPromise", [("id", .id(id))])
    case .hangUp: ("hangUp", [])
    case .end(let end): ("end", [("reason", .string(end.reason.rawValue)), ("value", JSONText(end.value))])
    case .report(let report): ("report", [("report", lines.value(TimedReport(at: instant, report)))])
    }
  }

  private static func members(of request: FetchRequest) -> Members {
    [
      ("kind", .string(request.kind.rawValue)), ("uri", .string(request.uri)),
      ("body", request.body.map(JSONText.init(body:)) ?? .null), ("timeout", .milliseconds(request.timeout)),
      ("maxAge", .milliseconds(orNull: request.maxAge)), ("maxStale", .milliseconds(orNull: request.maxStale)),
      ("charset", .string(orNull: request.charset)), ("referrer", .string(orNull: request.referrer)),
    ]
  }

  private static func members(of request: RecordingRequest) -> Members {
    [
      ("beep", .boolean(request.beep)), ("maxTime", .milliseconds(request.maxTime)),
      ("finalSilence", .milliseconds(request.finalSilence)), ("type", .string(request.type)),
      ("listens", .boolean(request.listens)),
    ] + (request.isSecure ? [("secure", .boolean(true))] : [])
  }

  private static func members(of request: CallbackRequest) -> Members {
    [
      ("number", .string(request.number)), ("within", .milliseconds(request.within)),
      ("reason", .string(orNull: request.reason)), ("name", .string(orNull: request.name)),
      ("language", .string(request.language)), ("timeout", .milliseconds(request.timeout)),
    ]
  }

  private static func members(of request: TransferRequest) -> Members {
    [
      ("kind", .string(request.kind.rawValue)), ("destination", .string(request.destination)),
      ("connectTimeout", .milliseconds(request.connectTimeout)), ("audio", .string(orNull: request.audio)),
      ("aai", .string(orNull: request.aai)), ("listens", .boolean(request.listens)),
      (
        "headers",
        .array(request.headers.map { .object([("name", .string($0.name)), ("value", .string($0.value))]) })
      ),
    ]
  }

  private init(body: FetchRequest.Body) {
    let (type, values) =
      switch body {
      case .form(let values): ("application/x-www-form-urlencoded", values)
      case .multipart(let values): ("multipart/form-data", values)
      }
    self = .object([("type", .string(type)), ("values", .array(values.map(JSONText.init(formValue:))))])
  }

  private init(formValue: FetchRequest.FormValue) {
    let content: (String, JSONText) =
      switch formValue.content {
      case .text(let text): ("text", .string(text))
      case .recording(let uri): ("recording", .string(uri))
      }
    self = .object([("name", .string(formValue.name)), content])
  }
}
