public import CallInterface

/// How the second leg of a transfer, or a REFER, came out.
public enum SIPCallOutcome: Hashable, Sendable {
  /// The far end has the caller (blind, consultation).
  case handedOver
  case refused(SIPFailure)
  /// `connecttimeout` ran out.
  case notAnswered
  /// A bridge that was up: who ended it.
  case ended(SIPEnding)
  /// The destination is none that SIP can call.
  case badDestination(String)
  /// Lines, ports or memory are used up here.
  case noResource

  /// VoiceXML 2.0 §2.3.7 and 2.1 §9.
  public var transferResult: TransferResult {
    switch self {
    case .handedOver: .handedOver
    case .refused(let failure): Self.result(of: failure)
    case .notAnswered: .noAnswer
    case .ended(.peer): .farEndDisconnect
    case .ended(.us): .nearEndDisconnect
    case .ended(.lost): .networkDisconnect
    case .ended(.failed): .unknown
    case .badDestination(let message): .failed(event: "error.connection.baddestination", message: message)
    case .noResource:
      .failed(event: "error.connection.noresource", message: "No line is free for the transfer")
    }
  }

  private static func result(of failure: SIPFailure) -> TransferResult {
    func event(_ name: String) -> TransferResult {
      .failed(event: name, message: "\(failure.status) \(failure.reason)")
    }
    // Nobody answered at all: sofia-sip says 408 when every retransmission was in vain, 503 when it found no way.
    if failure.isLocal && failure.status == 503 { return event("error.connection.noroute") }
    switch failure.status {
    // Declined is busy to the caller: somebody is there and does not want the call (RFC 3398 §7.2.4.1, cause 21).
    case 486, 600, 603: return .busy
    case 408, 480: return .noAnswer
    // Withdrawn, but not by us.
    case 487: return .unknown
    case 502, 503, 504: return .networkBusy
    case 401, 403, 407: return event("error.connection.noauthorization")
    case 404, 410, 482, 483, 604: return event("error.connection.noroute")
    case 400, 414, 416, 484, 485: return event("error.connection.baddestination")
    case 300...699: return event("error.connection.protocol.\(failure.status)")
    default: return .unknown
    }
  }
}

extension SIPReferral {
  /// What it comes to for a transfer; `nil` while it is under way.
  public var transferResult: TransferResult? {
    switch self {
    case .accepted, .progressed: nil
    case .succeeded: .handedOver
    case .failed(let failure): SIPCallOutcome.refused(failure).transferResult
    // Many phones hang up as soon as the new call rings, and tell no more: the caller is theirs.
    case .left: .handedOver
    case .unknown: .unknown
    }
  }
}
