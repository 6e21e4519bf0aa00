/// Decides whose packets count and where ours go: symmetric RTP (RFC 4961) that never sends where signalling did not
/// agree to.
///
/// - Packets of the agreed host, or of one that signalling has shown, count from the first one on, whatever their port;
///   ours go back there.
/// - Packets of an unknown host count only where that is allowed and nobody else has been heard yet, from the second
///   orderly packet in a row on.
/// - Once somebody is heard, another port of the same host takes over only when the old one has been silent for a while.
struct SourceGuard: Hashable, Sendable {
  enum Verdict: Hashable, Sendable {
    case accepted
    /// Accepted, and from now on the address to which we send.
    case learned
    case refused
  }

  private struct Candidate: Hashable, Sendable {
    let address: SocketAddress
    let source: UInt32
    let next: UInt16
  }

  /// After which another port of the same host may take over: 200 ms, in nanoseconds.
  private static let silence: Int64 = 200_000_000

  private var learned: SocketAddress?
  private var heardAt: Int64 = 0
  private let agreed: SocketAddress?
  private let knownHosts: [SocketAddress]
  private let learnsUnknownHosts: Bool
  private var candidate: Candidate?

  init(agreed: SocketAddress?, knownHosts: [SocketAddress] = [], learnsUnknownHosts: Bool = false) {
    self.agreed = agreed
    self.knownHosts = knownHosts
    self.learnsUnknownHosts = learnsUnknownHosts
  }

  /// Where to send: `nil` as long as nobody is agreed on.
  var target: SocketAddress? {
    guard let address = learned ?? agreed, address.isReachable, !address.isOfMany else { return nil }
    return address
  }

  /// A packet that is well-formed came.
  mutating func take(from address: SocketAddress, source: UInt32, sequence: UInt16, at time: Int64) -> Verdict {
    if address == learned {
      heardAt = time
      return .accepted
    }
    guard let agreed else { return .refused }
    if learned == nil || time - heardAt > Self.silence {
      if isKnown(address, agreed) { return learn(address, time) }
      if learned == nil, learnsUnknownHosts {
        if candidate == Candidate(address: address, source: source, next: sequence) { return learn(address, time) }
        candidate = Candidate(address: address, source: source, next: sequence &+ 1)
      }
    }
    return .refused
  }

  private mutating func learn(_ address: SocketAddress, _ time: Int64) -> Verdict {
    learned = address
    heardAt = time
    candidate = nil
    return .learned
  }

  private func isKnown(_ address: SocketAddress, _ agreed: SocketAddress) -> Bool {
    address.isSameHost(as: agreed) || knownHosts.contains { $0.isSameHost(as: address) }
  }

  /// Whether a report may come from there, and ours go back.
  func isTrusted(_ address: SocketAddress) -> Bool {
    guard let agreed else { return false }
    return isKnown(address, agreed) || learned?.isSameHost(as: address) == true
  }
}
