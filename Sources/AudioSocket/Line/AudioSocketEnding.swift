import Glibc

/// How a connection ended.
public enum AudioSocketEnding: Hashable, Sendable {
  // The other side's doing.
  case peerHungUp
  /// Closed without a word, which is a hang-up too.
  case peerClosed
  case peerFailed(code: UInt8?)
  // Ours.
  case hungUp
  /// There is no place for it, or no flow.
  case refused
  case stopped
  // What cannot go on.
  /// No call id came in time.
  case noID
  /// Something else came before the call id.
  case wrongBeginning(kind: UInt8)
  case malformed(WireFault)
  /// Nothing that can be heard came for long.
  case noSound
  /// What we say is not read.
  case notRead
  /// The system's `errno`.
  case broken(code: Int32)

  /// Whether nothing could go on; the other side is told of an error and not of a hang-up.
  public var isError: Bool {
    switch self {
    case .noID, .wrongBeginning, .malformed, .noSound, .notRead: true
    case .peerHungUp, .peerClosed, .peerFailed, .hungUp, .refused, .stopped, .broken: false
    }
  }

  /// A word for counters.
  public var name: String {
    switch self {
    case .peerHungUp: "peer_hung_up"
    case .peerClosed: "peer_closed"
    case .peerFailed: "peer_failed"
    case .hungUp: "hung_up"
    case .refused: "refused"
    case .stopped: "stopped"
    case .noID: "no_id"
    case .wrongBeginning: "wrong_beginning"
    case .malformed: "malformed"
    case .noSound: "no_sound"
    case .notRead: "not_read"
    case .broken: "broken"
    }
  }
}

extension AudioSocketEnding: CustomStringConvertible {
  public var description: String {
    switch self {
    case .peerHungUp: "the other side hung up"
    case .peerClosed: "the other side closed the connection"
    case .peerFailed(let code): "the other side told an error" + (code.map { ", code \($0)" } ?? "")
    case .hungUp: "we hung up"
    case .refused: "the call was refused"
    case .stopped: "the server was stopped"
    case .noID: "no call id came in time"
    case .wrongBeginning(let kind): "a message of kind \(kind) came before the call id"
    case .malformed(let fault): "\(fault)"
    case .noSound: "no sound at 8 kHz came for long"
    case .notRead: "the other side reads nothing of what it is sent"
    case .broken(let code): "the connection broke: \(String(cString: strerror(code)))"
    }
  }
}
