import Audio
import CallInterface
import Foundation
import SoundDevice
import Synchronization
import Testing

/// With ALSA's own stand-ins for devices: `null` hears silence and swallows everything, `file` does so into a file.
@Suite(.timeLimit(.minutes(1))) struct SoundDeviceDriverTests {
  /// Where a driver tells what happens; a test waits for what it wants to see.
  final class Sink: EventSink {
    private let told = Mutex<[CallEvent]>([])
    private let stream: AsyncStream<CallEvent>
    private let continuation: AsyncStream<CallEvent>.Continuation

    init() {
      (stream, continuation) = AsyncStream.makeStream()
    }

    var now: CallInstant { .start }
    func post(_ event: CallEvent) {
      told.withLock { $0.append(event) }
      continuation.yield(event)
    }
    func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
    func cancel(_ scheduled: ScheduledEvent) {}
    func isPending(_ scheduled: ScheduledEvent) -> Bool { false }

    var events: [CallEvent] { told.withLock { $0 } }

    func wait(for wanted: CallEvent) async {
      for await event in stream where event == wanted { return }
    }
  }

  /// A folder that stays until the device's thread has let go of it: the system removes it.
  private static func scratch() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("attendant-device-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: ["nosuch", "hw:97", "plughw:CARD=NoSuchHeadset", "", "file:"])
  func aDeviceThatIsNotThereIsNamed(device: String) throws {
    let fault = #expect(throws: SoundDeviceFault.self) { try SoundDeviceDriver.check(device) }
    #expect(fault?.device == device)
    #expect(fault?.description.hasPrefix("sound device '\(device)': cannot be opened for listening: ") == true)
    let driver = SoundDeviceDriver(device: device)
    #expect(throws: SoundDeviceFault.self) { try driver.start(Sink()) { _ in } }
    driver.stop()
  }

  @Test func aDeviceThatIsThereIsFound() throws {
    try SoundDeviceDriver.check("null")
    #expect(!SoundDeviceDriver(device: "null").isVirtual)
  }

  @Test func promptsAreHeardOnTheDeviceToTheSample() async throws {
    let folder = try Self.scratch()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("heard.raw")
    let driver = SoundDeviceDriver(device: "file:FILE=\(file.path),FORMAT=raw")
    let sink = Sink()
    let samples = (0..<1000).map { Int16($0 * 7) }
    let stream = SoundStream(samples: samples)
    _ = try stream.fill()
    driver.perform(.play(ActivityID(1), [.sound(stream), .silence(160 * 10)], isWhole: true))
    driver.perform(.play(ActivityID(2), [.mark("end")], isWhole: true))
    try driver.start(sink) { note in Issue.record("\(note)") }
    await sink.wait(for: .promptFinished(ActivityID(2)))
    driver.stop()
    #expect(
      sink.events == [
        .promptFinished(ActivityID(1)), .markReached(ActivityID(2), name: "end"), .promptFinished(ActivityID(2)),
      ])
    // The thread may still be writing silence.
    let heard = try [UInt8](Data(contentsOf: file))
    let count = min(heard.count / 2, 1500)
    let written = (0..<count).map { Int16(bitPattern: UInt16(heard[2 * $0]) | UInt16(heard[2 * $0 + 1]) << 8) }
    #expect(written == samples + [Int16](repeating: 0, count: 500))
  }

  /// What is asked for while it runs is done, frame by frame.
  @Test func keysOfAKeyboardGoThroughTheLine() async throws {
    let driver = SoundDeviceDriver(device: "null")
    let sink = Sink()
    try driver.start(sink) { _ in }
    driver.perform(.eventBegan(.five))
    await sink.wait(for: .digitBegan(.five))
    driver.perform(.eventEnded(.five))
    driver.perform(.play(ActivityID(1), [.silence(100)], isWhole: true))
    await sink.wait(for: .promptFinished(ActivityID(1)))
    driver.stop()
    #expect(sink.events.count == 3)
    guard case .digitEnded(.five, _)? = sink.events.dropFirst().first else {
      Issue.record("\(sink.events)")
      return
    }
  }
}
