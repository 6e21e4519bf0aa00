import Foundation
import Testing

@Suite struct ServeTests {
  @Test func anAddressThatIsNotOursIsAMissingPart() throws {
    let folder = try Folder()
    try folder.write(
      "flow.vxml",
      "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>Hello.</block></form></vxml>")
    // 192.0.2.0/24 is for documentation: no machine has it.
    let outcome = try Command.run(["serve", "flow.vxml", "--sip", "192.0.2.1:5060", "--voice", "hum"], in: folder.url)
    #expect(outcome.code == 3)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("192.0.2.1:5060"))
  }

  @Test func wrongUsageIsTwo() throws {
    let folder = try Folder()
    for arguments in [["--sip", "nonsense"], ["--sip", "127.0.0.1:0"], ["--sip", "127.0.0.1:5060", "--rings", "9"]] {
      #expect(try Command.run(["serve", "flow.vxml"] + arguments, in: folder.url).code == 2)
    }
  }
}
