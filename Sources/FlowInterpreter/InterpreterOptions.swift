/// Limits and platform choices of a call.
public struct InterpreterOptions: Hashable, Sendable {
  /// Language of prompts that name none, as BCP 47.
  public var language: String
  /// Most transitions, handlers and items without a wait in between (assertion ROB-01).
  public var stepLimit: Int

  public init(language: String = "en", stepLimit: Int = 10_000) {
    self.language = language
    self.stepLimit = stepLimit
  }
}
