public import CallInterface

/// Performs the elements that a host adds to the language (`ExtensionElement` declares them to the parser). One handler
/// may serve many calls at once: what belongs to one call is given with each request, or to a handler made for that call.
public protocol ExtensionHandler: Sendable {
  /// Performs one element while the call waits. Runs off the call's lane, and may take its time: it is cancelled when the
  /// request's time-out has passed or the call ends, and nobody waits for it then, whether it heeds that or not. The
  /// caller may hang up meanwhile without ending it.
  ///
  /// In virtual time no time passes until it answers; only a minute of real time (or the time-out, if that is longer) ends
  /// a call's patience with it. So a handler that answers the same gives the same call, on every machine.
  /// - Returns: a value for the flow, nothing, or an event to throw in it; `.unsupported(request)` for what it does not know.
  /// - Throws: anything. The flow gets `error.extension.failed` with the error's description as its message.
  func perform(_ request: ExtensionRequest, of call: CallFacts) async throws -> ExtensionResult
}

/// For hosts that add no elements: each is `error.unsupported.` and its name (VoiceXML 2.0 §5.2.6).
public struct NoExtensions: ExtensionHandler {
  public init() {}

  public func perform(_ request: ExtensionRequest, of call: CallFacts) async -> ExtensionResult {
    .unsupported(request)
  }
}

/// A handler at work for one call.
struct HostedExtensions: Sendable {
  let handler: any ExtensionHandler
  let call: CallFacts
  let isVirtual: Bool

  /// Always answers, and within the request's time-out (in virtual time: within a minute at least).
  func result(of request: ExtensionRequest) async -> ExtensionResult {
    await limited(
      to: isVirtual ? max(request.timeout, .seconds(60)) : request.timeout, timedOut: .timedOut(request),
      cancelled: .failed(request, "the call is over")
    ) {
      do {
        return try await handler.perform(request, of: call)
      } catch {
        return .failed(request, "\(error)")
      }
    }
  }
}
