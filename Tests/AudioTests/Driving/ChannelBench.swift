import Audio
import CallInterface
import Foundation
import Synchronization
import Testing

/// An `AudioChannel` over a line whose frames a test moves, with the whole call recorded.
///
/// `@unchecked Sendable`: the test moves frames only between the channel's steps, which it waits for.
final class ChannelBench: LineDriver, @unchecked Sendable {
  let folder: TestFolder
  let rig: LineRig
  let sink = BenchSink()
  let isVirtual = true
  private let callRecorder: CallRecorder
  private let shelf: any RecordingShelving
  private(set) var logged: [String] = []
  /// Everything that the caller said.
  private(set) var said: [Int16] = []
  private(set) lazy var channel = AudioChannel(
    line: self, sounds: Ramps(), recordings: shelf, transfers: NoTransfers(), callRecording: callRecorder.writer,
    log: { [weak self] in self?.logged.append($0) })

  init(limits: RecordingLimits = RecordingLimits(), recordings: String = "") async throws {
    folder = try TestFolder()
    callRecorder = try CallRecorder(path: folder.path + "/call.wav", coding: .pcm16)
    rig = try LineRig(callRecorder: callRecorder)
    shelf = RecordingFolder(folder.path + recordings, call: "message", limits: limits)
    try await channel.open(sink)
  }

  func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {}
  func perform(_ command: LineCommand) { rig.line.perform(command) }
  func settled() {}
  func stop() {}

  /// Frames each way.
  func say(_ samples: [Int16], after: (Int) throws -> Void = { _ in }) throws {
    let frames = (samples.count + AudioFrame.samples - 1) / AudioFrame.samples
    try rig.run(frames: frames, saying: samples, after: after)
    said += samples.padded(to: frames * AudioFrame.samples)
  }

  /// Says a sound, and does something once, after the frame in which a key was told.
  func say(_ samples: [Int16], atKey act: () async -> Void) async throws {
    let before = rig.keysBegun.count
    var isDone = false
    for begin in stride(from: 0, to: samples.count, by: AudioFrame.samples) {
      try say(Array(samples[begin..<min(begin + AudioFrame.samples, samples.count)]))
      guard !isDone, rig.keysBegun.count > before else { continue }
      isDone = true
      await act()
    }
    #expect(isDone)
  }

  /// What is kept of the call when it is over: the caller, and what the caller heard.
  func keptOfTheCall() throws -> (caller: [Int16], heard: [Int16]) {
    let bytes = try folder.read("call.wav").dropFirst(44)
    let samples = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
    return (
      stride(from: 0, to: samples.count, by: 2).map { samples[$0] },
      stride(from: 1, to: samples.count, by: 2).map { samples[$0] }
    )
  }

  /// The keys that can be heard in what is kept of the call.
  func keysKept() throws -> [DTMFDigit] { ourHearings(Sound(samples: try keptOfTheCall().caller)).map(\.digit) }
}

/// Every prompt is one sound of a second.
private struct Ramps: SoundLibrary {
  func pieces(
    of segment: PromptSegment, problem: @escaping @Sendable (String) -> Void
  ) async -> [PromptPiece] { [.sound(.ramp(8000, from: 500))] }

  func background(_ uri: String, problem: @escaping @Sendable (String) -> Void) async -> SoundStream? { nil }
}

/// Keeps what it is told.
final class BenchSink: EventSink {
  private let told = Mutex<[CallEvent]>([])

  var events: [CallEvent] { told.withLock { $0 } }
  var now: CallInstant { .start }
  func post(_ event: CallEvent) { told.withLock { $0.append(event) } }
  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { ScheduledEvent(number: 0) }
  func cancel(_ scheduled: ScheduledEvent) {}
  func isPending(_ scheduled: ScheduledEvent) -> Bool { true }

  var recorded: [RecordingResult] {
    events.compactMap { if case .recorded(_, let result) = $0 { result } else { nil } }
  }
}
