public import CallInterface
import Synchronization

/// Drives a line in virtual time: as fast as the machine can, and the same to the bit each time. Its one source of time
/// is the call: every 20 ms of it, a frame goes each way.
public final class VirtualDriver: LineDriver {
  private let frames: Mutex<FrameExchange>

  public let isVirtual = true

  /// - Parameters:
  ///   - caller: the caller hangs up where it ends.
  ///   - heard: gets every frame that the caller hears.
  public init(line: sending AudioLine, caller: sending any CallerSound, heard: sending (any HeardSound)? = nil) {
    frames = Mutex(FrameExchange(line: line, caller: caller, heard: heard))
  }

  public func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {
    frames.withLock { $0.start(sink, log) }
  }

  public func perform(_ command: LineCommand) {
    frames.withLock { $0.line.perform(command) }
  }

  public func settled() {
    frames.withLock { $0.exchangeIfDue() }
  }

  public func stop() {
    frames.withLock { $0.stop() }
  }
}

/// One frame each way whenever 20 ms of the call's time have passed.
private final class FrameExchange {
  let line: AudioLine
  private let caller: any CallerSound
  private let heard: (any HeardSound)?
  private var sink: (any EventSink)?
  private var log: (@Sendable (LineNote) -> Void)?
  private var tick: ScheduledEvent?
  private let incoming: UnsafeMutableBufferPointer<Int16>
  private let outgoing: UnsafeMutableBufferPointer<Int16>

  init(line: AudioLine, caller: any CallerSound, heard: (any HeardSound)?) {
    self.line = line
    self.caller = caller
    self.heard = heard
    incoming = .allocate(capacity: AudioFrame.samples)
    outgoing = .allocate(capacity: AudioFrame.samples)
    incoming.initialize(repeating: 0)
    outgoing.initialize(repeating: 0)
  }

  deinit {
    incoming.deallocate()
    outgoing.deallocate()
  }

  func start(_ sink: any EventSink, _ log: @escaping @Sendable (LineNote) -> Void) {
    self.sink = sink
    self.log = log
    tick = sink.scheduleReminder(after: AudioFrame.duration)
  }

  func stop() {
    do {
      try heard?.finish()
    } catch {
      log?(.broken("\(error)"))
    }
    sink = nil
    log = nil
    tick = nil
  }

  /// What is played during a frame goes out before what is said during it comes in: so it was on a real line.
  func exchangeIfDue() {
    guard let sink, let tick, !sink.isPending(tick) else { return }
    decodeAhead()
    line.speak(into: outgoing)
    var callerIsThere = false
    do {
      try heard?.take(UnsafeBufferPointer(outgoing))
      callerIsThere = try caller.next(into: incoming)
    } catch {
      log?(.broken("\(error)"))
    }
    if callerIsThere { line.hear(UnsafeBufferPointer(incoming)) }
    tell(sink)
    // Nobody hears anything after the caller has gone: no more frames.
    self.tick = callerIsThere ? sink.scheduleReminder(after: AudioFrame.duration) : nil
    if !callerIsThere { sink.post(.hungUp) }
  }

  private func decodeAhead() {
    for stream in line.streams where stream.wantsFilling {
      do throws(SoundFault) {
        _ = try stream.fill()
      } catch {
        log?(.broken(error.description))
      }
    }
  }

  private func tell(_ sink: any EventSink) {
    line.tell(sink) { note in log?(note) }
  }
}
