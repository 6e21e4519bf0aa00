import Glibc
public import Telephony

/// Why AudioSocket cannot be served.
public enum AudioSocketFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// With the system's `errno`.
  case cannotListen(SocketAddress, code: Int32)
  case system(String, code: Int32)
  /// A line starts once.
  case started
  case stopped

  public var description: String {
    switch self {
    case .cannotListen(let address, let code):
      "AudioSocket cannot be served at \(address): \(String(cString: strerror(code)))"
    case .system(let what, let code): "\(what): \(String(cString: strerror(code)))"
    case .started: "the line has been started"
    case .stopped: "the listener has been stopped"
    }
  }
}
