/// What a caller was promised: to be called back.
public struct CallbackPromise: Hashable, Sendable {
  /// The id of the call in which it was promised, as in its record.
  public var call: String
  /// The flow that promised it, as a URI.
  public var flow: String
  /// As the caller or the flow gave it.
  public var number: String
  /// What the flow calls this promise, where it says so.
  public var name: String?
  public var reason: String?
  /// That the caller was spoken to in.
  public var language: String
  /// Milliseconds since 1970.
  public var requested: Int64
  /// Until when it was promised, in milliseconds since 1970.
  public var due: Int64

  public init(
    call: String, flow: String, number: String, name: String? = nil, reason: String? = nil, language: String,
    requested: Int64, due: Int64
  ) {
    self.call = call
    self.flow = flow
    self.number = number
    self.name = name
    self.reason = reason
    self.language = language
    self.requested = requested
    self.due = due
  }
}
