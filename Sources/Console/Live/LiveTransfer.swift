import CallInterface

/// A transfer whose far end the tester plays.
struct LiveTransfer {
  let id: ActivityID
  let request: TransferRequest
  var answeredAt: CallInstant?
  /// When it goes on by itself: the far end answers, or hangs up.
  var nextAt: CallInstant
  var scheduled: [ScheduledEvent]

  static let ringing = Duration.seconds(3)
  static let talking = Duration.seconds(10)

  /// Keys of the tester and what they make of the call.
  enum Choice: Character {
    case answered = "a", busy = "b", noAnswer = "n", networkBusy = "w", farEndHangsUp = "e"
  }

  /// What the tester sees.
  func line(at now: CallInstant) -> String {
    let destination = ([request.destination] + request.headers.map { "\($0.name): \($0.value)" }).joined(
      separator: ", ")
    let rest = Seconds.text(max(.zero, now.duration(to: nextAt)))
    guard answeredAt == nil else {
      return "☎ connected to \(destination) · e: the far end hangs up (by itself in \(rest))"
    }
    return
      "☎ ringing \(destination) · a: answers (by itself in \(rest)), b: busy, n: no answer, w: network busy"
  }
}

/// Times for people.
enum Seconds {
  static func text(_ duration: Duration) -> String {
    let tenths = (duration.wholeMilliseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
