/// When a call-back is tried again, and when no more.
public struct CallbackRules: Hashable, Sendable {
  /// Tries in all.
  public var tries = 5
  /// How long after a busy line, or after a try that died with its process.
  public var afterBusy = Duration.seconds(5 * 60)
  /// How long after nobody answered, or no way was found.
  public var afterNoAnswer = Duration.seconds(30 * 60)
  /// How long after this server had no line for it.
  public var afterNoLine = Duration.seconds(60)
  /// How long after its deadline it is still called. It counts as overdue from the deadline on, whatever comes then.
  public var late = Duration.seconds(24 * 3600)

  public init() {}
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
