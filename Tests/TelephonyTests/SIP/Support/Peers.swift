import Telephony
import Testing

extension Events {
  /// sipp as a callee beside an endpoint of ours. `body` gets the callee's port; sipp must be content at the end.
  static func calling(
    _ scenario: String, calls: Int = 1, transport: String = "u1", react: @escaping Reaction = { _, _ in },
    _ body: @escaping @Sendable (SIPEndpoint, UInt16, inout Waiting) async throws -> Void
  ) async throws -> Sipp.Result {
    let port = try freePort()
    let peer = try freePort()
    let ended = Sipp.Ended()
    let sipp = Task {
      defer { ended.set() }
      return try await Sipp.run(scenario, port: peer, to: nil, calls: calls, transport: transport)
    }
    try await Sipp.isListening(on: peer, or: ended)
    if ended.isSet { return try await sipp.value }
    var result: Sipp.Result?
    try await during(.loopback(port), react: react) { endpoint, events in
      try await body(endpoint, peer, &events)
      // A connection that we close while sipp still waits for stragglers is a failure to it.
      result = try await sipp.value
    }
    return try #require(result)
  }
}
