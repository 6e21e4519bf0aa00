import Foundation
import Testing

/// A flow over a sound device.
@Suite struct PhoneTests {
  @Test(arguments: ["nosuch", "plughw:CARD=NoSuchHeadset"]) func aDeviceThatIsNotThereIsAMissingPart(
    device: String
  ) throws {
    let outcome = try Command.run("phone", "desk.vxml", "--device", device, "--voice", "hum")
    #expect(outcome.code == 3)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("error: sound device '\(device)': cannot be opened for listening"))
  }

  @Test func whatIsNotUnderstoodIsUsage() throws {
    for arguments in [
      ["--busy-tone", "atlantis"], ["--exchange-transfer", "*8"], ["--exchange-transfer", "x{number}"],
    ] {
      let outcome = try Command.run(["phone", "desk.vxml", "--device", "null", "--voice", "hum"] + arguments)
      #expect(outcome.code == 2)
      #expect(outcome.errors.contains(arguments[1]))
    }
  }

  @Test func theHelpHasExamples() throws {
    let outcome = try Command.run("phone", "--help")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("attendant phone hotline.vxml --device plughw:CARD=Headset"))
    #expect(outcome.output.contains("--exchange-transfer '*8{number}'"))
  }
}
