import AudioSocket
import CallInterface
import Foundation
import Testing

/// `attendant serve --audiosocket`, called as an exchange calls.
@Suite struct ServeAudioSocketTests {
  private static let flow = """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
      <property name="timeout" value="60s"/>
      <menu id="m"><prompt>Press one to go.</prompt><choice dtmf="1" next="#bye"/></menu>
      <form id="bye"><block><prompt>Goodbye.</prompt><disconnect/></block></form>
    </vxml>
    """

  @Test func aCallFromAnExchange() throws {
    let folder = try Folder()
    try folder.write("flow.vxml", Self.flow)
    let port = try RunningCommand.freePort()
    let server = try RunningCommand(
      ["serve", "flow.vxml", "--audiosocket", "127.0.0.1:\(port)", "--voice", "hum"], in: folder)
    // It is there when it says so.
    try server.wait(for: "audiosocket:127.0.0.1:\(port)")

    let caller = try ExchangeCaller(port: port)
    let id = CallUUID(upper: 0x1234, lower: 0x5678)
    caller.send(WireWriter.id(id) + [0x10, 1, 64] + [UInt8](repeating: 0, count: 320))
    // Something is heard, and then a key takes the call to its end.
    #expect(caller.read { $0.loudest > 500 })
    caller.send(WireWriter.key(.one))
    #expect(caller.read { $0.isHungUp })
    caller.close()
    let end = try server.stop()
    #expect(end.code == 0)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(end.output.utf8)) as? [String: Any])
    #expect(record["end"] as? String == "disconnect")
    #expect(record["to"] as? String == id.description)
    let media = try #require(record["media"] as? [String: Any])
    #expect(media["keysReceived"] as? Int == 1)
  }

  @Test func withoutAnAddressItIsWrongUsage() throws {
    let folder = try Folder()
    try folder.write("flow.vxml", Self.flow)
    #expect(try Command.run(["serve", "flow.vxml"], in: folder.url).code == 2)
    #expect(try Command.run(["serve", "flow.vxml", "--audiosocket", "here"], in: folder.url).code == 2)
    // 192.0.2.0/24 is for documentation: no machine has it.
    let arguments = ["serve", "flow.vxml", "--voice", "hum", "--audiosocket", "192.0.2.1:9092"]
    let outcome = try Command.run(arguments, in: folder.url)
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("192.0.2.1:9092"))
  }
}
