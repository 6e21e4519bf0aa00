/// The messages that the tests' scenarios for sipp are made of.
enum SippMessages {
  static let offer = """
    v=0
    o=sipp 1 1 IN IP4 [local_ip]
    s=-
    c=IN IP4 [media_ip]
    t=0 0
    m=audio [media_port] RTP/AVP 8 101
    a=rtpmap:101 telephone-event/8000
    """

  static func scenario(_ steps: String...) -> String {
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"test\">\n" + steps.joined(separator: "\n")
      + "\n</scenario>\n"
  }

  /// Answers go back to where it came from (RFC 3581), so that all passes through a relay in between.
  static func request(
    _ method: String, cseq: Int, inDialog: Bool = true,
    via: String = "Via: SIP/2.0/UDP [local_ip]:[local_port];rport;branch=[branch]",
    headers: [String] = [], body: String? = nil, type: String = "application/sdp", repeats: Bool = true
  ) -> String {
    let lines =
      [
        "\(method) sip:100@[remote_ip]:[remote_port] SIP/2.0", via,
        "From: <sip:sipp@[local_ip]:[local_port]>;tag=[pid]T[call_number]",
        "To: <sip:100@[remote_ip]:[remote_port]>" + (inDialog ? "[peer_tag_param]" : ""), "Call-ID: [call_id]",
        "CSeq: \(cseq) \(method)", "Contact: <sip:sipp@[local_ip]:[local_port]>", "Max-Forwards: 70",
      ] + headers + (body == nil ? [] : ["Content-Type: \(type)"]) + ["Content-Length: [len]"]
    return "<send\(repeats ? " retrans=\"500\"" : "")><![CDATA[\n\n" + lines.joined(separator: "\n") + "\n\n"
      + (body.map { $0 + "\n" } ?? "") + "\n]]></send>"
  }

  static func expect(_ status: Int, optional: Bool = false, having pattern: String? = nil) -> String {
    let action = pattern.map {
      "<action><ereg regexp=\"\($0)\" search_in=\"msg\" check_it=\"true\" assign_to=\"found\"/></action>"
    }
    return "<recv response=\"\(status)\"\(optional ? " optional=\"true\"" : "")>\(action ?? "")</recv>"
      + (pattern == nil ? "" : "<Reference variables=\"found\"/>")
  }

  static func pause(_ milliseconds: Int) -> String { "<pause milliseconds=\"\(milliseconds)\"/>" }

  /// INVITE to ACK.
  static let begin = [
    request("INVITE", cseq: 1, inDialog: false, body: offer), expect(100, optional: true), expect(180, optional: true),
    expect(200, having: "m=audio [0-9]+ RTP/AVP 8"), request("ACK", cseq: 1, repeats: false),
  ].joined(separator: "\n")

  static func end(cseq: Int) -> String { request("BYE", cseq: cseq) + expect(200) }

  /// Another offer within the call, and an answer with this in it.
  static func offerAgain(_ direction: String, cseq: Int, answered answer: String) -> String {
    [
      request("INVITE", cseq: cseq, body: offer + "\na=\(direction)"), expect(100, optional: true),
      expect(200, having: "a=\(answer)"), request("ACK", cseq: cseq, repeats: false),
    ].joined(separator: "\n")
  }
}
