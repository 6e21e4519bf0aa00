import CallInterface
import Synchronization

/// What belongs to one call while it fetches: its cookies, answers that were meant for it alone, and a hold on every
/// resource that it was given. The store keeps a resource at least as long as a session that got it lives.
public final class FetchSession: Sendable {
  private struct State {
    var cookies = CookieJar()
    var held: [ObjectIdentifier: StoredResource] = [:]
  }
  /// The call's time in milliseconds since 1970.
  let now: @Sendable () -> Int64
  /// The call is in virtual time, where loading takes none of it.
  let isVirtual: Bool
  let privateCache = HTTPCache(capacity: 4 << 20)
  private let state = Mutex(State())

  /// - Parameters:
  ///   - isVirtual: what needs no other machine is not cut off by a request's time-out, so that virtual time stays
  ///     the same at any load.
  ///   - now: milliseconds since 1970, by which cookies expire.
  public init(isVirtual: Bool = false, now: @escaping @Sendable () -> Int64 = WallClock.now) {
    self.isVirtual = isVirtual
    self.now = now
  }

  func hold(_ resource: StoredResource) {
    state.withLock { $0.held[ObjectIdentifier(resource)] = resource }
  }

  func cookieHeader(for uri: URIParts) -> String? {
    let now = now()
    return state.withLock { $0.cookies.header(for: uri, now: now) }
  }

  func storeCookies(_ headers: [String], from uri: URIParts) {
    let now = now()
    state.withLock { state in
      for header in headers { state.cookies.store(header, from: uri, now: now) }
    }
  }
}
