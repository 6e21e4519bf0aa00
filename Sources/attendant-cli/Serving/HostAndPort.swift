import ArgumentParser

/// A numeric address and a port: `192.0.2.10:5060`, `[2001:db8::1]:5060`.
struct HostAndPort: ExpressibleByArgument, CustomStringConvertible {
  let host: String
  let port: UInt16

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...]),
      port > 0
    else { return nil }
    var host = argument[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// `20000-29999`.
struct PortRange: ExpressibleByArgument, CustomStringConvertible {
  let bounds: ClosedRange<UInt16>

  init(bounds: ClosedRange<UInt16>) {
    self.bounds = bounds
  }

  init?(argument: String) {
    let ends = argument.split(separator: "-").map { UInt16($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first > 0, first < last else { return nil }
    bounds = first...last
  }

  var description: String { "\(bounds.lowerBound)-\(bounds.upperBound)" }
}
