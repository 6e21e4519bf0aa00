import Synchronization
import Telephony

/// Takes an endpoint's events, answers them as a test wants, and lets the test wait for them.
final class Events: Sendable {
  typealias Reaction = @Sendable (SIPEndpoint, SIPEvent) -> Void

  private struct State {
    var endpoint: SIPEndpoint?
    var early: [SIPEvent] = []
  }

  private let state = Mutex(State())
  private let react: Reaction
  private let stream: AsyncStream<SIPEvent>
  private let source: AsyncStream<SIPEvent>.Continuation

  init(_ react: @escaping Reaction) {
    self.react = react
    (stream, source) = AsyncStream.makeStream()
  }

  /// Runs an endpoint for as long as `body`; both are over when this returns.
  static func during(
    _ options: SIPEndpointOptions, react: @escaping Reaction = { _, _ in },
    _ body: (SIPEndpoint, inout Waiting) async throws -> Void
  ) async throws {
    let events = Events(react)
    let endpoint = try await SIPEndpoint.start(options) { events.take($0) }
    events.give(endpoint)
    var waiting = Waiting(iterator: events.stream.makeAsyncIterator())
    let result: Result<Void, any Error>
    do {
      try await body(endpoint, &waiting)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    endpoint.stop()
    await waiting.drain()
    events.give(nil)
    try result.get()
  }

  private func take(_ event: SIPEvent) {
    let endpoint = state.withLock { state in
      if state.endpoint == nil { state.early.append(event) }
      return state.endpoint
    }
    if let endpoint { react(endpoint, event) }
    source.yield(event)
    if event == .stopped { source.finish() }
  }

  private func give(_ endpoint: SIPEndpoint?) {
    let early = state.withLock { state in
      state.endpoint = endpoint
      defer { state.early = [] }
      return state.early
    }
    guard let endpoint else { return }
    for event in early { react(endpoint, event) }
  }

  struct Waiting {
    var iterator: AsyncStream<SIPEvent>.AsyncIterator
    private(set) var seen: [SIPEvent] = []

    init(iterator: AsyncStream<SIPEvent>.AsyncIterator) {
      self.iterator = iterator
    }

    /// The next event that `pick` makes something of; `nil` when the endpoint has stopped.
    mutating func next<T>(_ pick: (SIPEvent) -> T?) async -> T? {
      while let event = await iterator.next() {
        seen.append(event)
        if let picked = pick(event) { return picked }
      }
      return nil
    }

    mutating func invitation() async -> SIPInvitation? {
      await next { if case .incomingCall(let invitation) = $0 { invitation } else { nil } }
    }

    mutating func ending() async -> SIPEnding? {
      await next { if case .ended(_, let ending) = $0 { ending } else { nil } }
    }

    mutating func drain() async {
      while let event = await iterator.next() { seen.append(event) }
    }
  }
}
