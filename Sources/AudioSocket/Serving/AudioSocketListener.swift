import CSockets
import Synchronization
public import Telephony

/// Takes calls over AudioSocket, the protocol by which Asterisk hands the sound of a call to a server over TCP. One
/// thread moves the sound of all of them by an absolute clock of 20 ms.
public final class AudioSocketListener: Sendable {
  /// Where exchanges connect to.
  public let address: SocketAddress

  private let thread: LinkThread
  private let running: NamedThread
  private let teller: MediaTeller
  private let telling: NamedThread
  private let isStopped = Atomic<Bool>(false)

  /// Binds the address and takes connections from then on.
  /// - Parameter arrival: told of each call whose id has come, on a thread that all calls share; must not wait. The line
  ///   is started, or refused; one that is let go of is hung up.
  /// - Throws: `AudioSocketFault`, `MediaFault`.
  public init(_ options: AudioSocketOptions, arrival: @escaping @Sendable (AudioSocketLine) -> Void) throws {
    let thread = try LinkThread()
    let teller = try MediaTeller()
    let door = try LinkDoor(options)
    address = door.address
    telling = try NamedThread("socket-teller") { teller.run() }
    do {
      running = try NamedThread("audiosocket") {
        LinkLoop(thread, teller, door, options, arrival: arrival).run()
      }
    } catch {
      teller.stop()
      telling.join()
      throw error
    }
    self.thread = thread
    self.teller = teller
  }

  public var counts: AudioSocketCounts { thread.counts.withLock { $0 } }

  /// The part of its time that the thread has worked during the last second, 0 to 1.
  public var load: Double { Double(thread.load.load(ordering: .relaxed)) / 1000 }

  /// Hangs up what is left and waits for the thread's end; what it told is told before this returns.
  public func stop() {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    thread.post(.quit)
    running.join()
    teller.stop()
    telling.join()
  }

  deinit {
    stop()
  }
}
