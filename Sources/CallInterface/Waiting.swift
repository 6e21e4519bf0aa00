/// What a call waits for between two steps.
public enum Waiting: Hashable, Codable, Sendable {
  /// Before `answered`.
  case call
  /// A document, grammar, script, sound or data that was asked for.
  case fetch(ActivityID)
  /// Queued prompts that must be heard before the call goes on: before a recording, a transfer, the end.
  case prompts
  /// The caller. `prompting` while prompts of this wait are still heard; `deadline` is when silence or the pause
  /// between two keys ends the wait, `nil` while none runs.
  case input(InputWait)
  case recording(ActivityID)
  case transfer(ActivityID)
  /// The host, which performs an element of its own.
  case `extension`(ActivityID)
  /// The store of call-backs.
  case promise(ActivityID)
  /// The interpreter is done.
  case ended
}

public struct InputWait: Hashable, Codable, Sendable {
  public var document: String
  public var dialog: String
  public var item: String
  public var prompting: Bool
  /// Keys collected so far.
  public var keys: String
  public var deadline: CallInstant?
  /// Which time-out `deadline` is: "timeout", "interdigittimeout" or "termtimeout".
  public var timer: String?
  /// Secure input (`ivr:secure`): what the caller enters is shown to nobody; `keys` has a bullet for each.
  public var isSecure: Bool

  public init(
    document: String, dialog: String, item: String, prompting: Bool, keys: String, deadline: CallInstant?,
    timer: String?, isSecure: Bool = false
  ) {
    self.document = document
    self.dialog = dialog
    self.item = item
    self.prompting = prompting
    self.keys = keys
    self.deadline = deadline
    self.timer = timer
    self.isSecure = isSecure
  }
}
