import Foundation
import Testing

/// `attendant serve` and `attendant call`, as processes that call each other.
@Suite(.serialized) struct ServeCallTests {
  private static func flow(_ body: String) -> String {
    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>\(body)</block></form></vxml>"
  }

  private func folder(_ port: UInt16) throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "c.yaml",
      """
      sip: 127.0.0.1:\(port)
      rtp-ports: 25600-25699
      voice: hum
      log: {format: json}
      routes:
        - {number: "100", flow: a.vxml, parameters: {service: billing}}
        - {number: "200", flow: b.vxml}
      """)
    try folder.write("a.vxml", Self.flow("<log label=\"first\" expr=\"session.parameters.service\"/>"))
    try folder.write("b.vxml", Self.flow("<log label=\"second\" expr=\"'b'\"/>"))
    try folder.write("mine.vxml", Self.flow("<prompt>Hello.</prompt>"))
    return folder
  }

  private func call(_ number: String, _ port: UInt16, in folder: Folder) throws -> Command.Outcome {
    try Command.run(
      ["call", "mine.vxml", "--to", "sip:\(number)@127.0.0.1:\(port)", "--voice", "hum", "--rtp-ports", "25700-25799"],
      in: folder.url)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func callsByNumberAndFlowsReadAnew() throws {
    let port = try RunningCommand.freePort()
    let folder = try folder(port)
    let server = try RunningCommand(["serve", "--config", "c.yaml"], in: folder)
    try server.wait(for: "\"answering\"")

    let first = try call("100", port, in: folder)
    #expect(first.code == 0, "\(first.errors)")
    #expect(try object(first.output)["to"] as? String == "sip:100@127.0.0.1:\(port)")
    try server.wait(for: "\"text\":\"billing\"")
    #expect(try call("200", port, in: folder).code == 0)
    try server.wait(for: "\"label\":\"second\"")
    let unknown = try call("300", port, in: folder)
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("404"))

    // A broken flow is refused with its place, and the old ones go on.
    try folder.write("b.vxml", Self.flow("<goto next=\"#nowhere\"/>"))
    server.signal(SIGHUP)
    try server.wait(for: "\"rule\":\"S002\"")
    try server.wait(for: "they stay as they were")
    #expect(try call("200", port, in: folder).code == 0)
    try server.wait(for: "\"label\":\"second\"")

    try folder.write("b.vxml", Self.flow("<log label=\"third\" expr=\"'c'\"/>"))
    server.signal(SIGHUP)
    try server.wait(for: "read anew")
    #expect(try call("200", port, in: folder).code == 0)
    try server.wait(for: "\"label\":\"third\"")

    let end = try server.stop()
    #expect(end.code == 0)
    let records = try end.output.split(separator: "\n").map { try object(String($0)) }
    #expect(records.map { $0["end"] as? String } == ["exit", "exit", "exit", "exit"])
    for record in records {
      let id = try #require(record["id"] as? String)
      // One id over signalling and flow.
      #expect(server.said.contains("\"message\":\"arrived\",\"call\":\"\(id)\""))
      #expect(server.said.contains("\"message\":\"log\",\"call\":\"\(id)\""))
      #expect((record["media"] as? [String: Any])?["received"] != nil)
    }
  }

  @Test func whatIsWrongWithTheConfiguration() throws {
    let folder = try Folder()
    try folder.write("a.vxml", Self.flow("Hello."))
    try folder.write("c.yaml", "sip: 127.0.0.1:5060\ncals: 3\n")
    let unknown = try Command.run(["serve", "--config", "c.yaml", "a.vxml"], in: folder.url)
    #expect(unknown.code == 2)
    #expect(unknown.errors.hasPrefix("c.yaml:2:1: error: 'cals' is not known here [configuration]\ncals: 3\n^"))
    #expect(try Command.run(["serve", "--config", "none.yaml"], in: folder.url).code == 2)
    try folder.write("c.yaml", "sip: 127.0.0.1:5060\n")
    let nothing = try Command.run(["serve", "--config", "c.yaml"], in: folder.url)
    #expect(nothing.code == 2)
    #expect(nothing.errors.contains("no flow"))
    try folder.write("c.yaml", "sip: 127.0.0.1:5060\nvoice: loud\n")
    #expect(try Command.run(["serve", "--config", "c.yaml", "a.vxml"], in: folder.url).code == 2)
  }

  @Test func callsThatCannotBeMade() throws {
    let folder = try Folder()
    try folder.write("a.vxml", Self.flow("Hello."))
    let nobody = try RunningCommand.freePort()
    func run(_ arguments: String...) throws -> Int32 {
      try Command.run(["call", "a.vxml", "--voice", "hum"] + arguments, in: folder.url).code
    }
    #expect(try run("--to", "sip:1@127.0.0.1:\(nobody);transport=tcp", "--timeout", "3") == 1)
    #expect(try run("--to", "tel:+86211234") == 2)
    #expect(try run("--to", "nonsense") == 2)
    #expect(try run("--to", "sip:1@127.0.0.1", "--user", "me") == 2)
    #expect(try run("--to", "sip:1@127.0.0.1", "--user", "me", "--password-file", "none") == 2)
    try folder.write("a.vxml", "nothing")
    #expect(try run("--to", "sip:1@127.0.0.1") == 1)
  }
}
