import ArgumentParser
import Audio
import CallInterface
import CallRuntime
import CallScenarios
import Console
import Foundation
import SoundDevice

struct PhoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phone",
    abstract: "Answers a sound device: a headset, a handset, or an old telephone behind an adapter.",
    discussion: """
      Keys are the tones of the telephone, or 0-9 * # on the keyboard; 'q' hangs up. ALSA's device 'default' is used \
      where none is named; 'arecord -L' lists them.

      Examples:
        attendant phone hotline.vxml
        attendant phone hotline.vxml --device plughw:CARD=Headset
        attendant phone office.vxml --exchange-transfer '*8{number}'
      """)

  @OptionGroup var options: CallOptions
  @OptionGroup(title: "Keys") var keys: LineOptions

  @Option(help: "The ALSA device.")
  var device = "default"

  @Option(help: "The keys that hand a call over through an exchange, with '{number}' for the destination.")
  var exchangeTransfer: String?

  func run() async throws {
    try FirstDocument(uri: options.uri, written: options.flow, parsing: options.parsing).check()
    let facts = options.facts(over: .beginningNow())
    let (driver, callRecording) = try driver()
    let printer = CallPrinter(format: .text, flow: options.uri)
    let quitter = Quitter()
    let keyboard = Keyboard(line: driver, quit: quitter.quit)
    let keys = Task { await keyboard.listen() }
    defer {
      keys.cancel()
      keyboard.close()
    }
    let call = SoundingCall(options: options, facts: facts, clock: .real)
    let outcome = try await call.run(
      on: driver, transfers: try transfers(), callRecording: callRecording,
      observer: { at, report in printer.tell(TimedReport(at: at, report)) },
      begun: { task in quitter.onQuit { task.cancel() } })
    printer.end(outcome.end, at: outcome.ended)
    guard outcome.end.reason != .error else { throw Exit.failed }
  }

  /// - Throws: exit code 3 where the device is not there.
  private func driver() throws -> (SoundDeviceDriver, RecordingWriter?) {
    do {
      try SoundDeviceDriver.check(device)
      let recorder = try options.recordCall.map { try CallRecorder(path: FileURI.absolute($0)) }
      let writer = recorder?.writer
      return (SoundDeviceDriver(device: device, settings: keys.settings, callRecorder: recorder), writer)
    } catch let fault as SoundDeviceFault {
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.missingPart
    } catch let fault as RecordingFault {
      Output.errors.line("attendant: error: \(fault)")
      throw Exit.failed
    }
  }

  private func transfers() throws -> any TransferDesk {
    guard let exchangeTransfer else { return NoTransfers() }
    guard let transfers = ExchangeTransfers(pattern: exchangeTransfer) else {
      throw ValidationError("'\(exchangeTransfer)' is not keys with {number} in them, such as *8{number}")
    }
    return transfers
  }
}
