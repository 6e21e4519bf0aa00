public import CallRuntime
public import FlowInterpreter

/// What answers a number.
public struct CallRoute: Sendable {
  /// Of counts, logs and limits: the pattern that led here, or whatever the one who routes likes.
  public var name: String
  /// The absolute URI of the first document.
  public var flow: String
  /// Where the flow and all that it needs come from. A call keeps it to its end.
  public var resources: ResourceStore
  /// The call's language as it begins, as BCP 47; `nil`: that of the flow.
  public var language: String?
  /// Languages that can be spoken; `nil` is any.
  public var spokenLanguages: Languages?
  /// How often it rings before it is answered, 0 to 3; a ring is five seconds.
  public var rings: Int
  /// Calls at once that this name may have; `nil`: as many as the server.
  public var mostCalls: Int?
  /// What happens where the flow says nothing.
  public var defaults: PreparedDocument
  /// What the flow reads as `session.parameters`.
  public var parameters: [String: String]

  public init(
    name: String = "*", flow: String, resources: ResourceStore, language: String? = nil,
    spokenLanguages: Languages? = nil, rings: Int = 0, mostCalls: Int? = nil, parameters: [String: String] = [:],
    defaults: PreparedDocument = PlatformDefaults.document
  ) {
    self.name = name
    self.flow = flow
    self.resources = resources
    self.language = language
    self.spokenLanguages = spokenLanguages
    self.rings = rings
    self.mostCalls = mostCalls
    self.parameters = parameters
    self.defaults = defaults
  }

  var interpreterOptions: InterpreterOptions {
    InterpreterOptions(language: language, spokenLanguages: spokenLanguages)
  }
  var ringing: Duration { .seconds(5 * max(0, min(rings, 3))) }
}
