/// Scenarios for sipp, put together from the messages that calls are made of.
enum Scenario {
  static func text(_ steps: String...) -> String {
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<scenario name=\"test\">\n" + steps.joined(separator: "\n")
      + "\n</scenario>\n"
  }

  static let offer = """
    v=0
    o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
    s=-
    c=IN IP[media_ip_type] [media_ip]
    t=0 0
    m=audio [media_port] RTP/AVP 0
    a=rtpmap:0 PCMU/8000
    """

  // MARK: As a caller

  static func request(
    _ method: String, cseq: Int, inDialog: Bool = true, headers: [String] = [], body: String? = nil,
    type: String = "application/sdp", repeats: Bool = true
  ) -> String {
    let to = "To: <sip:service@[remote_ip]:[remote_port]>" + (inDialog ? "[peer_tag_param]" : "")
    let lines =
      [
        "\(method) sip:service@[remote_ip]:[remote_port] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        "From: sipp <sip:sipp@[local_ip]:[local_port]>;tag=[pid]T[call_number]", to, "Call-ID: [call_id]",
        "CSeq: \(cseq) \(method)", "Contact: <sip:sipp@[local_ip]:[local_port]>", "Max-Forwards: 70",
      ] + headers + (body == nil ? [] : ["Content-Type: \(type)"]) + ["Content-Length: [len]"]
    let again = repeats ? " retrans=\"500\"" : ""
    return "<send\(again)><![CDATA[\n\n" + lines.joined(separator: "\n") + "\n\n" + (body.map { $0 + "\n" } ?? "")
      + "\n]]></send>"
  }

  static func invite(_ headers: [String] = [], body: String? = offer, cseq: Int = 1, inDialog: Bool = false) -> String {
    request("INVITE", cseq: cseq, inDialog: inDialog, headers: headers, body: body)
  }

  static func ack(cseq: Int = 1, body: String? = nil) -> String {
    request("ACK", cseq: cseq, body: body, repeats: false)
  }

  static func expect(_ status: Int, optional: Bool = false, having pattern: String? = nil, in header: String? = nil)
    -> String
  {
    let action = pattern.map { pattern in
      let place = header.map { "search_in=\"hdr\" header=\"\($0):\"" } ?? "search_in=\"msg\""
      return "<action><ereg regexp=\"\(pattern)\" \(place) check_it=\"true\" assign_to=\"found\"/></action>"
    }
    let optional = optional ? " optional=\"true\"" : ""
    return "<recv response=\"\(status)\"\(optional)>\(action ?? "")</recv>"
      + (pattern == nil ? "" : "<Reference variables=\"found\"/>")
  }

  // MARK: As a callee

  /// `keeping`: header fields whose values are variables of the same name from here on.
  static func awaiting(_ method: String, keeping names: [String] = []) -> String {
    let actions = names.map {
      "<ereg regexp=\".*\" search_in=\"hdr\" header=\"\($0):\" assign_to=\"\($0)\"/>"
    }
    return "<recv request=\"\(method)\">" + (names.isEmpty ? "" : "<action>\(actions.joined())</action>") + "</recv>"
  }

  /// Keeps what later requests of the callee need.
  static let awaitACK = awaiting("ACK", keeping: ["From", "To"]) + "<Reference variables=\"From,To\"/>"

  /// After `awaitACK`.
  static func calleeRequest(
    _ method: String, cseq: Int, headers: [String] = [], body: String? = nil, type: String = "message/sipfrag"
  ) -> String {
    let lines =
      [
        "\(method) sip:attendant@[local_ip] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]", "From:[$To]", "To:[$From]",
        "Call-ID: [call_id]", "CSeq: \(cseq) \(method)", "Contact: <sip:[local_ip]:[local_port]>", "Max-Forwards: 70",
      ] + headers + (body == nil ? [] : ["Content-Type: \(type)"]) + ["Content-Length: [len]"]
    return "<send retrans=\"500\"><![CDATA[\n\n" + lines.joined(separator: "\n") + "\n\n"
      + (body.map { $0 + "\n" } ?? "")
      + "\n]]></send>"
  }

  static func respond(_ status: String, tag: Bool = true, headers: [String] = [], body: String? = nil) -> String {
    let lines =
      [
        "SIP/2.0 \(status)", "[last_Via:]", "[last_From:]", "[last_To:]" + (tag ? ";tag=[pid]T[call_number]" : ""),
        "[last_Call-ID:]", "[last_CSeq:]", "Contact: <sip:[local_ip]:[local_port];transport=[transport]>",
      ] + headers + (body == nil ? [] : ["Content-Type: application/sdp"]) + ["Content-Length: [len]"]
    return "<send><![CDATA[\n\n" + lines.joined(separator: "\n") + "\n\n" + (body.map { $0 + "\n" } ?? "")
      + "\n]]></send>"
  }
}
