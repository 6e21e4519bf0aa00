public import Audio
import Glibc
import Synchronization

/// The threads that move the sound of all calls, each with an absolute clock of 20 ms and calls of its own.
///
/// Make one for a server; `makeSession` gives each call its ports and its place. `stop` ends all.
public final class MediaThreads: Sendable {
  private let threads: [MediaThread]
  private let running: [NamedThread]
  private let teller: MediaTeller
  private let telling: NamedThread
  private let ports: MediaPorts
  private let isStopped = Atomic<Bool>(false)
  /// In thousandths.
  private let fill: Int

  /// - Parameters:
  ///   - count: threads; as many as the machine has processors, by default.
  ///   - ports: for RTP and RTCP in pairs, from even numbers on.
  ///   - fill: the part of its time, 0 to 1, that a thread has to be busy before the next one gets calls.
  /// - Throws: `MediaFault.system` where the machine gives no thread.
  public init(
    count: Int? = nil, ports: ClosedRange<UInt16> = 20000...29999, fill: Double = 0.5
  ) throws(MediaFault) {
    let count = max(count ?? sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
    let teller = try MediaTeller()
    telling = try NamedThread("media-teller") { teller.run() }
    var threads: [MediaThread] = []
    var running: [NamedThread] = []
    do throws(MediaFault) {
      for index in 0..<count {
        let thread = try MediaThread()
        running.append(try NamedThread("media-\(index)") { thread.run(teller) })
        threads.append(thread)
      }
    } catch {
      for thread in threads { thread.post(.quit) }
      for thread in running { thread.join() }
      teller.stop()
      telling.join()
      throw error
    }
    self.teller = teller
    self.threads = threads
    self.running = running
    self.ports = MediaPorts(ports)
    self.fill = Int(min(max(fill, 0), 1) * 1000)
  }

  /// The media of a new call, with ports of its own; it begins when it is started.
  /// - Parameters:
  ///   - host: the local address that calls come to; its port is left alone.
  ///   - callRecorder: of the whole call.
  ///   - handler: told on a thread that all calls share; must not wait.
  public func makeSession(
    on host: SocketAddress, _ settings: MediaSettings = MediaSettings(), callRecorder: sending CallRecorder? = nil,
    handler: @escaping @Sendable (RTPSessionEvent) -> Void = { _ in }
  ) throws(MediaFault) -> RTPSession {
    guard !isStopped.load(ordering: .acquiring) else { throw .stopped }
    let sockets = try ports.bind(host)
    guard let stream = MediaStream(settings, callRecorder: callRecorder, outlet: sockets) else { throw .noMemory }
    let occupations = threads.map {
      Occupation(seats: $0.seats.load(ordering: .relaxed), load: $0.expectedLoad)
    }
    let thread = threads[Self.place(among: occupations, fill: fill)]
    thread.seats.add(1, ordering: .relaxed)
    return RTPSession(MediaSeat(stream: stream, sockets: sockets, handler: handler), on: thread)
  }

  /// What is known of a thread: how many calls it has, and its load with them, in thousandths.
  struct Occupation: Hashable, Sendable {
    let seats: Int
    let load: Int
  }

  /// The thread for the next call. One after another is filled up to a part of its time: each wakes at each part of the
  /// raster, and waking costs as much as the sound of some calls. Beyond that all are filled alike.
  static func place(among threads: [Occupation], fill: Int) -> Int {
    let open = threads.indices.filter { threads[$0].load < fill }
    let fullest = open.max { (threads[$0].seats, $1) < (threads[$1].seats, $0) }
    return fullest ?? threads.indices.min { threads[$0].seats < threads[$1].seats } ?? 0
  }

  /// The part of its time that each thread works with the calls that it has, 0 to 1, as the last second has shown it.
  public var load: [Double] { threads.map { Double(min($0.expectedLoad, 1000)) / 1000 } }

  /// Calls that have a place.
  public var sessions: Int { threads.map { $0.seats.load(ordering: .relaxed) }.reduce(0, +) }

  /// Ends all sessions and waits for the threads' end; what they told is told before it returns.
  public func stop() {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    for thread in threads { thread.post(.quit) }
    for thread in running { thread.join() }
    teller.stop()
    telling.join()
  }

  deinit {
    stop()
  }
}
