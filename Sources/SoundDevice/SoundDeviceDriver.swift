public import Audio
public import CallInterface
import Foundation
import Glibc
import Synchronization

/// Drives a line by a sound device in real time, on a thread of its own: a headset, a handset, an adapter with an old
/// telephone behind it.
public final class SoundDeviceDriver: LineDriver {
  private enum Phase {
    case ready
    case running
    case stopped
  }
  private struct State {
    var phase = Phase.ready
    var commands: [LineCommand] = []
    /// Until the line has it.
    var callRecorder: CallRecorder?
  }

  public let isVirtual = false
  private let device: String
  private let settings: LineSettings
  private let state: Mutex<State>

  /// - Parameters:
  ///   - device: as ALSA names it: `default`, `hw:1`, `plughw:CARD=Headset`.
  ///   - callRecorder: of the whole call.
  public init(device: String, settings: LineSettings = LineSettings(), callRecorder: sending CallRecorder? = nil) {
    self.device = device
    self.settings = settings
    state = Mutex(State(callRecorder: callRecorder))
  }

  /// Whether the device is there and free.
  /// - Throws: `SoundDeviceFault`.
  public static func check(_ device: String) throws(SoundDeviceFault) {
    _ = try PCM(device, .hears)
    _ = try PCM(device, .speaks)
  }

  /// - Throws: `SoundDeviceFault` where there is no such device, or it is taken.
  public func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {
    let hears = try PCM(device, .hears)
    let speaks = try PCM(device, .speaks)
    let recorder = state.withLock { state -> CallRecorder? in
      state.phase = .running
      var recorder: CallRecorder?
      swap(&state.callRecorder, &recorder)
      return recorder
    }
    guard let line = AudioLine(settings, callRecorder: recorder) else {
      throw SoundDeviceFault(device, "cannot be served", -ENOMEM)
    }
    let loop = DeviceLoop(line: line, hears: hears, speaks: speaks, sink: sink, log: log)
    let thread = Thread { [self] in
      loop.run { commands in
        // The line never waits: where somebody holds the lock, the next frame takes the commands.
        state.withLockIfAvailable { state in
          swap(&state.commands, &commands)
          return state.phase == .running
        } ?? true
      }
    }
    thread.name = "line"
    thread.qualityOfService = .userInteractive
    thread.start()
  }

  public func perform(_ command: LineCommand) {
    state.withLock { $0.commands.append(command) }
  }

  public func settled() {}

  public func stop() {
    state.withLock { $0.phase = .stopped }
  }
}

/// Frames between a device and a line until it is stopped.
///
/// `@unchecked Sendable`: made by one thread, handed to the line's thread before that starts, and touched by it alone.
private final class DeviceLoop: @unchecked Sendable {
  private let line: AudioLine
  private let hears: PCM
  private let speaks: PCM
  private let sink: any EventSink
  private let log: @Sendable (LineNote) -> Void
  private let frame: UnsafeMutableBufferPointer<Int16>
  private var commands: [LineCommand] = []

  init(
    line: AudioLine, hears: PCM, speaks: PCM, sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void
  ) {
    self.line = line
    self.hears = hears
    self.speaks = speaks
    self.sink = sink
    self.log = log
    frame = .allocate(capacity: AudioFrame.samples)
    frame.initialize(repeating: 0)
  }

  deinit {
    frame.deallocate()
  }

  /// - Parameter takeCommands: brings what was asked for since the last frame; `false` ends the loop.
  func run(_ takeCommands: (inout [LineCommand]) -> Bool) {
    var pace = FramePace()
    do throws(SoundDeviceFault) {
      while takeCommands(&commands) {
        for command in commands { line.perform(command) }
        commands.removeAll(keepingCapacity: true)
        line.speak(into: frame)
        try speaks.write(UnsafeBufferPointer(frame))
        try hears.read(into: frame)
        line.hear(UnsafeBufferPointer(frame))
        tell()
        pace.waitIfAhead()
      }
      speaks.drain()
    } catch {
      // Pulled out, say: for the call that is the caller's hang-up.
      log(.broken(error.description))
      sink.post(.hungUp)
    }
  }

  private func tell() { line.tell(sink, log: log) }
}
