import Synchronization

/// Hands out pairs of ports of a range in turn, so that one that was given back rests as long as possible: what comes
/// late for an old call must not be heard in a new one.
final class MediaPorts: Sendable {
  let range: ClosedRange<UInt16>
  private let count: Int
  private let first: Int
  private let next = Atomic<Int>(0)

  /// - Parameter range: pairs begin at its even numbers.
  init(_ range: ClosedRange<UInt16>) {
    self.range = range
    first = (Int(range.lowerBound) + 1) / 2 * 2
    count = max((Int(range.upperBound) + 1 - first) / 2, 0)
  }

  /// Binds a free pair on this host.
  func bind(_ host: SocketAddress) throws(MediaFault) -> MediaSockets {
    for _ in 0..<count {
      let pair = next.add(1, ordering: .relaxed).oldValue
      var address = host
      address.port = UInt16(truncatingIfNeeded: first + Int(UInt(bitPattern: pair) % UInt(count)) * 2)
      if let sockets = try MediaSockets.bind(address) { return sockets }
    }
    throw .noFreePort(range)
  }
}
