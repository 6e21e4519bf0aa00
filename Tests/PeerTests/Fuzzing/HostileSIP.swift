import Foundation

/// SIP messages that are right, for `Mutation` to make them wrong.
struct HostileSIP {
  /// Of 127.0.0.1: where the sender receives, and what it names as the place of its sound.
  let port: UInt16
  let victim: UInt16
  let server: UInt16

  static let methods = [
    "INVITE", "INVITE", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "PRACK", "REFER", "NOTIFY",
    "SUBSCRIBE", "MESSAGE", "REGISTER", "PUBLISH", "FROBNICATE",
  ]

  /// Of the server's own dialogs only what was guessed.
  func request(_ method: String, number: Int) -> [UInt8] {
    let body =
      switch method {
      case "INVITE", "UPDATE", "ACK": description
      case "INFO": "Signal=5\r\nDuration=160\r\n"
      case "NOTIFY": "SIP/2.0 200 OK\r\n"
      default: ""
      }
    let type =
      switch method {
      case "INFO": "application/dtmf-relay"
      case "NOTIFY": "message/sipfrag"
      default: "application/sdp"
      }
    let lines = [
      "\(method) sip:100@127.0.0.1:\(server) SIP/2.0", "Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK-f\(number)",
      "Max-Forwards: 70", "From: \"F\" <sip:fuzz@127.0.0.1:\(port)>;tag=f\(number)",
      "To: <sip:100@127.0.0.1:\(server)>",
      "Call-ID: fuzz-\(number)@127.0.0.1", "CSeq: \(number % 9 + 1) \(method)", "Contact: <sip:fuzz@127.0.0.1:\(port)>",
      "Supported: timer, 100rel, replaces", "Session-Expires: 1800", "Event: refer", "Subscription-State: active",
      "Refer-To: <sip:other@127.0.0.1:\(victim)>", "RAck: 1 1 INVITE", "User-to-User: 00aabb;encoding=hex",
      "Content-Type: \(type)", "Content-Length: \(body.utf8.count)",
    ]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }

  func response(number: Int) -> [UInt8] {
    let lines = [
      "SIP/2.0 \(100 + number % 600) Whatever", "Via: SIP/2.0/UDP 127.0.0.1:\(server);branch=z9hG4bK-\(number)",
      "From: <sip:100@127.0.0.1:\(server)>;tag=a", "To: <sip:fuzz@127.0.0.1:\(port)>;tag=b",
      "Call-ID: fuzz-\(number)@127.0.0.1", "CSeq: 1 INVITE", "Contact: <sip:fuzz@127.0.0.1:\(port)>",
      "Content-Length: 0",
    ]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// Ends what an INVITE of `request` may have begun, where its answer was lost on us.
  private var description: String {
    """
    v=0\r
    o=fuzz 1 1 IN IP4 127.0.0.1\r
    s=-\r
    c=IN IP4 127.0.0.1\r
    t=0 0\r
    m=audio \(victim) RTP/AVP 8 0 101\r
    a=rtpmap:101 telephone-event/8000\r
    a=fmtp:101 0-15\r
    a=ptime:20\r
    a=sendrecv\r

    """
  }
}
