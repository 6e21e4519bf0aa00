import CallInterface

/// What the call waits for, and for how long.
enum StatusLine {
  static func text(_ waiting: Waiting, at now: CallInstant) -> String? {
    switch waiting {
    case .call: return "calling"
    case .fetch: return "fetching"
    case .extension, .promise: return "working"
    case .prompts, .recording, .transfer, .ended: return nil
    case .input(let wait):
      var parts = [[wait.dialog, wait.item].filter { !$0.isEmpty }.joined(separator: ".")].filter { !$0.isEmpty }
      if !wait.keys.isEmpty { parts.append("keys \(wait.keys)") }
      if let deadline = wait.deadline {
        let rest = Seconds.text(max(.zero, now.duration(to: deadline)))
        parts.append("\(wait.timer ?? "timeout") in \(rest)")
      }
      return parts.joined(separator: " · ")
    }
  }
}
