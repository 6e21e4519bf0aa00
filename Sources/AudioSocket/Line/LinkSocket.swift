import CSockets
import Glibc

/// The connection of a call, as far as its sound needs it. Nothing waits.
protocol LinkSocket: AnyObject {
  func receive(_ bytes: UnsafeMutableRawBufferPointer) -> Transfer
  func send(_ bytes: UnsafeRawBufferPointer) -> Transfer
  /// Nothing more will be sent.
  func finish()
}

/// What became of a try to receive or to send.
enum Transfer: Hashable, Sendable {
  /// So many bytes, one at least.
  case some(Int)
  /// None just now.
  case full
  /// The other side has closed.
  case closed
  case broken(code: Int32)
}

/// A connection of the system; closed when nobody holds it.
final class TCPSocket: LinkSocket {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    _ = attendant_close(descriptor)
  }

  func receive(_ bytes: UnsafeMutableRawBufferPointer) -> Transfer {
    let count = attendant_tcp_receive(descriptor, bytes.baseAddress, bytes.count)
    return count == 0 ? .closed : Self.transfer(count)
  }

  func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    Self.transfer(attendant_tcp_send(descriptor, bytes.baseAddress, bytes.count))
  }

  func finish() {
    // Where the other side has gone already there is nobody to tell.
    _ = attendant_tcp_finish(descriptor)
  }

  private static func transfer(_ count: Int) -> Transfer {
    if count > 0 { return .some(count) }
    let code = Int32(clamping: -count)
    switch code {
    case 0, EAGAIN: return .full
    // Who closes with something unread resets the connection: so an exchange hangs up.
    case ECONNRESET, EPIPE: return .closed
    default: return .broken(code: code)
    }
  }
}
