import Foundation
import Telephony

/// A caller that speaks SIP word for word, so that tests see what a server wrote, and write what it has to bear.
final class RawCaller: Sendable {
  private let messages = Watched<[RawMessage]>([])
  private let port: DatagramPort?
  private let child: Child?
  private let server: SocketAddress
  /// In the Via field.
  private let transport: String
  private let local: String
  private let contact: String
  private let id = UUID().uuidString

  /// Over UDP, from the address that the server has itself.
  init(to server: SocketAddress) throws {
    let messages = messages
    let port = try DatagramPort(server.host) { datagram in
      for line in String(decoding: datagram.bytes, as: UTF8.self).split(separator: "\r\n") {
        Self.take(String(line), messages)
      }
      return true
    }
    (self.port, self.server, child, transport) = (port, server, nil, "UDP")
    local = "\(port.address)"
    contact = "sip:raw@\(local)"
  }

  /// Over TLS, by openssl.
  /// - Parameter contact: where requests of the server are to go.
  init(tls server: SocketAddress, contact: String, trusting certificates: Certificates) throws {
    let messages = messages
    child = try Child(
      certificates.openssl,
      ["s_client", "-quiet", "-connect", "\(server)", "-servername", "localhost", "-verify_return_error", "-CAfile"]
        + [certificates.authority],
      in: certificates.folder.url,
      take: { line in
        Self.take(line.hasSuffix("\r") ? String(line.dropLast()) : line, messages)
        return true
      })
    (port, self.server, transport, local, self.contact) = (nil, server, "TLS", "localhost:5061", contact)
  }

  func stop() async {
    port?.stop()
    // It has inherited our thread's mask, and would not hear anything milder.
    await child?.end(SIGKILL)
  }

  private static func take(_ line: String, _ messages: Watched<[RawMessage]>) {
    messages.change { messages in
      if RawMessage.isStart(line) {
        messages.append(RawMessage(lines: [line]))
      } else if !messages.isEmpty {
        messages[messages.count - 1].lines.append(line)
      }
    }
  }

  // MARK: One call

  /// Calls, and acknowledges the answer.
  /// - Parameter sound: where it is to go.
  /// - Returns: the answer.
  func call(soundTo sound: SocketAddress) async throws -> RawMessage {
    let version = sound.version == .six ? "IP6" : "IP4"
    let body = [
      "v=0", "o=raw 1 1 IN \(version) \(sound.host)", "s=-", "c=IN \(version) \(sound.host)", "t=0 0",
      "m=audio \(sound.port) RTP/AVP 8", "",
    ].joined(separator: "\r\n")
    try send("INVITE", cseq: 1, to: "sip:100@\(server)\(parameter)", tagged: "", body: body)
    let answer = try await final(to: "INVITE")
    guard answer.status == 200 else { throw GaveUp(what: "an answer", state: "\(answer.lines)") }
    try send("ACK", cseq: 1, to: answer.contact ?? "", tagged: tag(of: answer))
    return answer
  }

  /// Hangs up where the answer says that requests are to go.
  /// - Returns: the server's answer to that.
  func hangUp(_ answer: RawMessage) async throws -> Int? {
    try send("BYE", cseq: 2, to: answer.contact ?? "", tagged: tag(of: answer))
    return try await final(to: "BYE").status
  }

  /// Waits until the server hangs up, and answers.
  func isHungUp() async throws {
    let bye = try await messages.wait(for: "BYE of the server") { messages in
      messages.first { $0.status == nil && $0.method == "BYE" && $0.lines.contains { $0.hasPrefix("CSeq") } }
    }
    let kept = bye.lines.filter { line in
      ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
    }
    try write((["SIP/2.0 200 OK"] + kept + ["Content-Length: 0", "", ""]).joined(separator: "\r\n"))
  }

  private var parameter: String { transport == "TLS" ? ";transport=tls" : "" }

  private func tag(of answer: RawMessage) -> String {
    answer["To"]?.range(of: ";tag=").map { range in String((answer["To"] ?? "")[range.lowerBound...]) } ?? ""
  }

  private func final(to method: String) async throws -> RawMessage {
    try await messages.wait(for: "an answer to \(method)") { messages in
      if let child, child.state.state.code != nil { throw GaveUp(what: "TLS", state: "\(child.state.state)") }
      // A message that is still coming has no fields yet, or no body.
      return messages.first { $0.status.map { $0 >= 200 } == true && $0.method == method && $0.isWhole }
    }
  }

  private func send(_ method: String, cseq: Int, to uri: String, tagged tag: String, body: String = "") throws {
    let lines = [
      "\(method) \(uri) SIP/2.0", "Via: SIP/2.0/\(transport) \(local);branch=z9hG4bK-\(id)-\(cseq)\(method);rport",
      "Max-Forwards: 70", "From: <sip:raw@\(local)>;tag=\(id)", "To: <sip:100@\(server)>\(tag)", "Call-ID: \(id)",
      "CSeq: \(cseq) \(method)", "Contact: <\(contact)>",
    ]
    let end = (body.isEmpty ? [] : ["Content-Type: application/sdp"]) + ["Content-Length: \(body.utf8.count)", "", ""]
    try write((lines + end).joined(separator: "\r\n") + body)
  }

  private func write(_ text: String) throws {
    port?.send(Array(text.utf8), to: server)
    try child?.write(Data(text.utf8))
  }
}
