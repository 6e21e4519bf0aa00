public import Audio
public import CallInterface
import Synchronization

/// The media of one call over RTP: a driver of its line, in real time.
///
/// Made by `MediaThreads`, described by signalling (`update`), started by the channel. Every call returns at once; a
/// media thread does the work.
public final class RTPSession: LineDriver {
  public let isVirtual = false
  /// Where we receive: the address and port for our description. Reports come to the next port.
  public let address: SocketAddress

  private enum Phase { case ready, running, stopped }
  private struct Joined {
    let end: BridgeEnd
    /// Two that hold each other would never go.
    weak var other: RTPSession?
  }
  private struct State {
    var phase = Phase.ready
    var bridge: Joined?
    var isMuted = false
  }

  private let seat: MediaSeat
  private let thread: MediaThread
  private let state = Mutex(State())

  init(_ seat: MediaSeat, on thread: MediaThread) {
    self.seat = seat
    self.thread = thread
    address = seat.sockets.address
  }

  deinit {
    thread.post(.leave(seat))
  }

  // MARK: Signalling

  /// What signalling agreed, before or after the start, and again whenever it changes: hold, another codec, another
  /// address.
  public func update(remote: MediaDescription) {
    thread.post(.update(seat, remote))
  }

  /// What has happened so far, as of now; nothing where the threads have been stopped.
  public func statistics() async -> RTPStatistics {
    await withCheckedContinuation { continuation in
      let isRead = thread.post(.count(seat) { continuation.resume(returning: $0) })
      if !isRead { continuation.resume(returning: RTPStatistics()) }
    }
  }

  // MARK: The line

  /// - Throws: `MediaFault.started` the second time, `MediaFault.stopped` where the threads have ended.
  public func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {
    try state.withLock { state in
      guard case .ready = state.phase else { throw MediaFault.started }
      state.phase = .running
    }
    guard thread.post(.sit(seat, sink, log: log)) else { throw MediaFault.stopped }
  }

  public func perform(_ command: LineCommand) {
    thread.post(.perform(seat, command))
  }

  public func settled() {}

  /// Says goodbye, and gives the ports back. The last event is `ended`.
  public func stop() {
    leave()
    state.withLock { $0.phase = .stopped }
    thread.post(.leave(seat))
  }

  // MARK: Bridges

  /// Joins two calls: each hears the other's sound beside its own line's, and gets its telephone-events. Both lines go
  /// on hearing keys. A call that is joined already is parted before.
  public func join(_ other: RTPSession) {
    guard other !== self else { return }
    leave()
    other.leave()
    let (there, back) = (BridgeWay(), BridgeWay())
    attach(BridgeEnd(out: there, back: back), to: other)
    other.attach(BridgeEnd(out: back, back: there), to: self)
  }

  /// Parts a call from the one that it is joined with, for both.
  public func leave() {
    let other = detach()
    _ = other?.detach()
  }

  /// Whether the other side of a bridge hears nothing of this caller, neither sound nor keys. Lasts over bridges.
  public func mute(_ isMuted: Bool) {
    state.withLock { state in
      state.isMuted = isMuted
      state.bridge?.end.out.isMuted.store(isMuted, ordering: .relaxed)
    }
  }

  private func attach(_ end: BridgeEnd, to other: RTPSession) {
    state.withLock { state in
      end.out.isMuted.store(state.isMuted, ordering: .relaxed)
      state.bridge = Joined(end: end, other: other)
    }
    thread.post(.join(seat, end))
  }

  private func detach() -> RTPSession? {
    let bridge = state.withLock { state in
      defer { state.bridge = nil }
      return state.bridge
    }
    if bridge != nil { thread.post(.join(seat, nil)) }
    return bridge?.other
  }
}
