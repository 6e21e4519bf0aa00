public import Audio
public import CallInterface
import Synchronization
public import Telephony

/// The line of one call over AudioSocket: a driver in real time.
///
/// Made by `AudioSocketListener` for each connection that has told its id. Every call returns at once; the listener's
/// thread does the work. A call that nobody holds any more is hung up.
public final class AudioSocketLine: LineDriver {
  public let isVirtual = false
  /// Which call it is, as the dialplan named it.
  public let id: CallUUID
  /// Where the exchange is.
  public let peer: SocketAddress

  private let seat: LinkSeat
  private let thread: LinkThread
  private let isStarted = Atomic<Bool>(false)

  init(_ id: CallUUID, _ seat: LinkSeat, on thread: LinkThread) {
    self.id = id
    peer = seat.peer
    self.seat = seat
    self.thread = thread
  }

  deinit {
    thread.post(.end(seat, .hungUp))
  }

  /// - Throws: `AudioSocketFault.started` the second time, `AudioSocketFault.stopped` where the listener has ended.
  public func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {
    guard !isStarted.exchange(true, ordering: .acquiringAndReleasing) else { throw AudioSocketFault.started }
    guard thread.post(.start(seat, sink, log: log)) else { throw AudioSocketFault.stopped }
  }

  public func perform(_ command: LineCommand) {
    thread.post(.perform(seat, command))
  }

  public func settled() {}

  /// Hangs up, behind everything that was said.
  public func stop() {
    thread.post(.end(seat, .hungUp))
  }

  /// Hangs up a call that is not served.
  public func refuse() {
    thread.post(.end(seat, .refused))
  }

  /// Waits for the end of the connection, and tells how it went.
  public func outcome() async -> AudioSocketOutcome {
    await withCheckedContinuation { continuation in
      let isRead = thread.post(.await(seat) { continuation.resume(returning: $0) })
      // The thread has ended all its connections and then itself.
      if !isRead { continuation.resume(returning: seat.finalOutcome) }
    }
  }
}
