import CSockets
import Glibc
import Telephony

/// The socket that connections come to, and who may.
final class LinkDoor: Sendable {
  private static let backlog: Int32 = 128
  /// What the system keeps for a reader who is late: about a second, twice of which it takes for itself.
  private static let sendBytes: Int32 = 32_768

  let descriptor: Int32
  let address: SocketAddress
  private let mayConnect: @Sendable (SocketAddress) -> Bool

  enum Visitor {
    case welcome(TCPSocket, SocketAddress)
    /// Not from where anybody may connect.
    case stranger(TCPSocket)
    case nobody
    /// The system has no room for another connection.
    case noRoom
  }

  init(_ options: AudioSocketOptions) throws(AudioSocketFault) {
    mayConnect = options.mayConnect
    var raw = options.address.raw
    let descriptor = attendant_tcp_listen(&raw, Self.backlog)
    guard descriptor >= 0 else { throw .cannotListen(options.address, code: -descriptor) }
    _ = attendant_udp_local(descriptor, &raw)
    self.descriptor = descriptor
    address = SocketAddress(raw) ?? options.address
  }

  deinit {
    _ = attendant_close(descriptor)
  }

  func next() -> Visitor {
    var raw = attendant_address()
    let socket = attendant_tcp_accept(descriptor, Self.sendBytes, &raw)
    switch socket {
    case -EMFILE, -ENFILE, -ENOBUFS, -ENOMEM: return .noRoom
    // Others are faults of that one connection, which has gone (accept(2)).
    case ..<0: return .nobody
    default: break
    }
    let connection = TCPSocket(socket)
    guard let peer = SocketAddress(raw), mayConnect(peer) else { return .stranger(connection) }
    return .welcome(connection, peer)
  }
}
