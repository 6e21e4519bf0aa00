/// What a flow asks of its host by an element of the host's own (`CallCommand.extend`).
public struct ExtensionRequest: Hashable, Codable, Sendable {
  /// The URI of the element's namespace.
  public let namespace: String
  /// The element's name without a prefix.
  public let name: String
  /// Its attributes as the host declared them: characters as strings, expressions as their values. What is absent in the
  /// flow is absent here. Neither `name` nor `fetchtimeout` is among them.
  public let attributes: [String: DataValue]
  /// Its characters as written, blanks too; `nil` where the declaration says that it has none.
  public let text: String?
  /// How long the call waits; after that an answer is too late, and is dropped.
  public let timeout: Duration

  public init(
    namespace: String, name: String, attributes: [String: DataValue] = [:], text: String? = nil, timeout: Duration
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.text = text
    self.timeout = timeout
  }
}

/// What came of it. Whatever it is but a value, the variable that the element names is undefined then, as it is after a
/// `data` that failed: no handler of the flow takes an earlier answer for this one.
public enum ExtensionResult: Hashable, Codable, Sendable {
  /// For the variable that the element names. No more than 200 levels deep.
  case value(DataValue)
  /// It is done, and there is nothing to tell.
  case nothing
  /// Is thrown in the flow, at the element: `error.com.example.crm` and the like (VoiceXML 2.0 §5.2.6). The message is
  /// the flow's `_message`.
  case event(name: String, message: String?)
}

extension ExtensionResult {
  /// `error.unsupported.` and the element's name: nobody here performs it.
  public static func unsupported(_ request: ExtensionRequest) -> ExtensionResult {
    .event(
      name: "error.unsupported.\(request.name)",
      message: "nothing here performs <\(request.name)> of \"\(request.namespace)\"")
  }

  /// `error.extension.timeout`: the call has waited long enough.
  public static func timedOut(_ request: ExtensionRequest) -> ExtensionResult {
    .event(
      name: "error.extension.timeout",
      message: "<\(request.name)> was not answered within \(request.timeout.wholeMilliseconds) ms")
  }

  /// `error.extension.failed`: whoever performs it could not.
  public static func failed(_ request: ExtensionRequest, _ reason: String) -> ExtensionResult {
    .event(name: "error.extension.failed", message: "<\(request.name)>: \(reason)")
  }
}
