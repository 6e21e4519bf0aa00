/// Why a server does not start.
public enum ServerFault: Error, Hashable, Sendable, CustomStringConvertible {
  case badHost(String)

  public var description: String {
    switch self {
    case .badHost(let host):
      "'\(host)' is not an address that callers could send their sound to: one of this machine is needed, numeric"
    }
  }
}
