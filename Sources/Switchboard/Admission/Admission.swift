/// Decides which calls are answered, and counts them. A value without clock or lock, so that each row can be tested.
struct Admission: Sendable {
  struct Limits: Sendable {
    /// Calls at once.
    var calls: Int
    /// Calls a second that one source may make; `nil` is any.
    var callsPerSecond: Double?
    /// The load from which on no more calls are taken, 0 to 1.
    var load: Double
    /// `nil`: anybody may call.
    var peers: PeerList?
  }

  private let limits: Limits
  private(set) var counts = ServerCounts()
  private var rates: SourceRates

  init(_ limits: Limits) {
    self.limits = limits
    rates = SourceRates(rate: limits.callsPerSecond)
  }

  /// Why a call from there is refused, whatever number it is for; `nil` lets it go on. In this order: strangers learn
  /// nothing, and a source that calls too often costs nothing.
  mutating func refusal(from source: String, load: Double, now: Duration) -> CallRefusal? {
    if let peers = limits.peers, !peers.contains(source) { return .stranger }
    if !rates.takes(source, now: now) { return .tooOften }
    if counts.isDraining { return .draining }
    if counts.active >= limits.calls { return .full }
    // A server without calls takes one however busy the machine is with other things.
    if counts.active > 0, load >= limits.load { return .overloaded }
    return nil
  }

  /// Why the route takes no more.
  func refusal(by route: CallRoute) -> CallRefusal? {
    guard let most = route.mostCalls, counts.activeByRoute[route.name, default: 0] >= most else { return nil }
    return .routeFull
  }

  mutating func begin(_ route: CallRoute, isOurs: Bool = false) {
    if isOurs { counts.placed += 1 } else { counts.answered += 1 }
    counts.active += 1
    counts.activeByRoute[route.name, default: 0] += 1
  }

  mutating func end(_ route: CallRoute) {
    leave(route)
    counts.ended += 1
  }

  /// What had begun could not be taken after all.
  mutating func takeBack(_ route: CallRoute, isOurs: Bool = false) {
    leave(route)
    if isOurs { counts.placed -= 1 } else { counts.answered -= 1 }
  }

  private mutating func leave(_ route: CallRoute) {
    counts.active -= 1
    let left = counts.activeByRoute[route.name, default: 1] - 1
    counts.activeByRoute[route.name] = left > 0 ? left : nil
  }

  mutating func refuse(_ refusal: CallRefusal) { counts.refused[refusal, default: 0] += 1 }
  mutating func transfer() { counts.transfers += 1 }
  mutating func note(outcome: String?, metrics: [String: Double]) -> BusinessCounts.Names {
    counts.business.note(outcome: outcome, metrics: metrics)
  }
  mutating func drain() { counts.isDraining = true }
}
