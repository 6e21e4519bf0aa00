import FlowInterpreter
import Telephony

/// What answers a number.
public struct CallRoute: Sendable {
  /// The absolute URI of the first document.
  public var flow: String
  /// Language of prompts that name none.
  public var language: String
  /// How often it rings before it is answered, 0 to 3; a ring is five seconds.
  public var rings: Int

  public init(flow: String, language: String = "en", rings: Int = 0) {
    self.flow = flow
    self.language = language
    self.rings = rings
  }

  var interpreterOptions: InterpreterOptions { InterpreterOptions(language: language) }
  var ringing: Duration { .seconds(5 * max(0, min(rings, 3))) }
}
