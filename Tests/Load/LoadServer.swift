import Audio
import Foundation

/// `attendant serve` with a flow of two tones, for as long as the load lasts.
final class LoadServer {
  let uri: String
  let number: Int32
  private let child: Process?
  private let folder: URL?

  /// One that runs already.
  init(at address: String, number: Int32) {
    (uri, self.number, child, folder) = ("sip:100@\(address)", number, nil, nil)
  }

  /// Starts the command that lies beside this program.
  init(calls: Int, port: UInt16) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "attendant-load-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder
    try Self.write(to: folder)
    let own = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let child = Process()
    child.executableURL = own.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "attendant")
    child.arguments = [
      "serve", folder.appending(path: "flow.vxml").path, "--sip", "127.0.0.1:\(port)", "--voice", "hum",
      "--most-calls", "\(calls + 100)", "--recordings", folder.appending(path: "recordings").path,
    ]
    child.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    child.standardError = errors
    try child.run()
    self.child = child
    number = child.processIdentifier
    uri = "sip:100@127.0.0.1:\(port)"
    guard errors.line(having: "answering at") != nil else { throw NotStarted() }
    errors.fileHandleForReading.readabilityHandler = { FileHandle.standardError.write($0.availableData) }
  }

  struct NotStarted: Error {}

  /// Ends what was started.
  func stop() throws {
    if let child {
      kill(child.processIdentifier, SIGTERM)
      child.waitUntilExit()
    }
    if let folder { try FileManager.default.removeItem(at: folder) }
  }

  /// Neither divides the rate of samples: such a tone has samples of nothing.
  private static let tones = [560, 1900]

  private static func write(to folder: URL) throws {
    for tone in tones {
      let generator = ToneGenerator(.steady([tone], level: -13))
      let writer = try RecordingWriter(
        path: folder.appending(path: "\(tone).wav").path, format: RecordingFormat(.wav, .pcm16))
      var frame = [Int16](repeating: 0, count: AudioFrame.samples)
      for _ in 0..<(60 * 50) {
        frame.withUnsafeMutableBufferPointer { _ = generator.fill($0) }
        frame.withUnsafeBufferPointer { _ = writer.push($0) }
        try writer.drain()
      }
      _ = try writer.finish()
    }
    func menu(_ tone: Int, _ other: Int) -> String {
      """
      <menu id="m\(tone)"><prompt><audio src="\(tone).wav"/></prompt>
        <choice dtmf="1" next="#m\(other)">one</choice><choice dtmf="2" next="#m\(other)">two</choice></menu>
      """
    }
    let flow = """
      <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml"><property name="timeout" value="600s"/>
      \(menu(tones[0], tones[1]))\(menu(tones[1], tones[0]))</vxml>
      """
    try Data(flow.utf8).write(to: folder.appending(path: "flow.vxml"))
  }
}
