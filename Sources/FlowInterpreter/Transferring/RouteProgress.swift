import CallInterface
import FlowDocument

/// Targets of a route that are tried one after another, and what came of those tried so far (`ivr:route`).
struct RouteProgress {
  /// Above this a caller is asked again, whatever the route says nothing about.
  static let usualMaxWait = Duration.seconds(60)

  let route: Route
  /// The document that it stands in.
  let home: ContentHome
  /// What all tries have in common.
  let request: TransferRequest
  /// Not tried yet, in document order.
  var left: [RouteTarget]
  var attempts: [RouteAttempt] = []
  var waiting: [WaitingWords] = []
  /// When the first try began.
  private(set) var begun: CallInstant?

  init(_ route: Route, of home: ContentHome, _ request: TransferRequest) {
    self.route = route
    self.home = home
    self.request = request
    left = route.targets
  }

  /// When all trying is over.
  var limit: CallInstant? { begun?.advanced(by: route.maxWait ?? Self.usualMaxWait) }

  /// A try begins. News for the caller is counted from the first one.
  mutating func begin(at now: CallInstant) {
    if begun == nil {
      begun = now
      if request.kind != .blind { waiting = route.waiting.map { WaitingWords($0, from: now) } }
    }
    for index in waiting.indices { waiting[index].skip(to: now) }
  }

  /// Whether a target's turn comes after what happened before. One that names results has to wait for one of them.
  func follows(_ target: RouteTarget) -> Bool {
    guard let on = target.on else { return true }
    guard let last = attempts.last else { return false }
    return on.contains { name in
      let pattern = name.value.hasSuffix(".*") ? String(name.value.dropLast()) : name.value
      return EventName.pattern(pattern, catches: last.result)
    }
  }

  /// Whether there is something else to try: nobody took the call, and nobody will any more.
  static func goesOn(after result: TransferResult, _ ending: TransferState.Ending, _ kind: TransferRequest.Kind) -> Bool
  {
    switch (result, ending) {
    case (_, .input), (_, .maxTime): false
    case (.busy, .running), (.noAnswer, .running), (.networkBusy, .running): true
    case (.busy, .noAnswer), (.noAnswer, .noAnswer), (.networkBusy, .noAnswer): true
    case (.failed(let event, _), .running), (.failed(let event, _), .noAnswer):
      EventName.pattern("error.connection", catches: event)
    case (.nearEndDisconnect, .noAnswer): kind != .blind  // A referral cannot be called back.
    case (.handedOver, _), (.nearEndDisconnect, .running), (.farEndDisconnect, _), (.networkDisconnect, _),
      (.unknown, _):
      false
    }
  }
}

/// One try of a route.
struct RouteAttempt {
  let destination: String
  /// As the item's value would be, or the event.
  let result: String
  /// From its beginning to its end, conversation included.
  let duration: Duration
}

/// News for a caller who waits (`ivr:waiting`).
struct WaitingWords {
  static let usualPause = Duration.seconds(15)

  let prompts: [Prompt]
  private let every: Duration
  /// When the words come next.
  private(set) var due: CallInstant
  /// How often they were heard.
  var count = 0

  init(_ element: RouteWaiting, from start: CallInstant) {
    prompts = element.prompts
    // Words without an end would leave no time to ring.
    every = max(element.every ?? Self.usualPause, .seconds(1))
    due = start.advanced(by: every)
  }

  /// What was due meanwhile is passed over: news is of the present.
  mutating func skip(to now: CallInstant) {
    while due <= now { due = due.advanced(by: every) }
  }
}
