import ArgumentParser
import Switchboard
import Telephony

/// A numeric address and a port: `192.0.2.10:5060`, `[2001:db8::1]:5060`.
struct HostAndPort: ExpressibleByArgument, CustomStringConvertible {
  let address: SocketAddress
  var host: String { address.host }
  var port: UInt16 { address.port }

  init?(argument: String) {
    guard let address = SocketAddress(argument), address.port > 0 else { return nil }
    self.address = address
  }

  var description: String { "\(address)" }
}

/// The same with transports: `192.0.2.10:5061/tcp`.
struct SIPPlace: ExpressibleByArgument {
  let address: SIPLocalAddress

  init?(argument: String) {
    guard let address = SIPLocalAddress(argument) else { return nil }
    self.address = address
  }
}

/// `20000-29999`.
struct PortRange: ExpressibleByArgument, CustomStringConvertible {
  let bounds: ClosedRange<UInt16>

  init?(argument: String) {
    let ends = argument.split(separator: "-").map { UInt16($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first > 0, first < last else { return nil }
    bounds = first...last
  }

  var description: String { "\(bounds.lowerBound)-\(bounds.upperBound)" }
}
