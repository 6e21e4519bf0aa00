import Glibc
import ScriptEngine
import Synchronization
import Telephony

/// How busy the server is with its calls; looked at once a second.
public struct ServerLoad: Hashable, Sendable {
  /// The part of its time that the busiest media thread works.
  public var media = 0.0
  /// The part of all processors that this process uses.
  public var processor = 0.0
  /// How long the slowest script lane lets a call wait for its turn, in seconds.
  public var laneDelay = 0.0

  public init() {}

  /// A caller notices a quarter of a second between a key and its answer.
  static let noticedDelay = 0.25
  /// The worst of them, 1 being all there is.
  public var worst: Double { max(media, processor, min(1, laneDelay / Self.noticedDelay)) }
}

/// Measures `ServerLoad`.
final class LoadMeter: Sendable {
  private struct State {
    var load = ServerLoad()
    /// Seconds of processor time, and when they were read.
    var spent: (seconds: Double, at: ContinuousClock.Instant)?
    /// When each lane was asked, while it has not answered.
    var asked: [Int: ContinuousClock.Instant] = [:]
    var delays: [Int: Double] = [:]
  }
  private let state = Mutex(State())
  private let lanes: [ScriptLane]
  private let media: Mutex<[@Sendable () -> [Double]]>
  private let clock = ContinuousClock()
  private let processors = Double(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  init(lanes: ScriptLanes, media: @escaping @Sendable () -> [Double]) {
    self.lanes = lanes.lanes
    self.media = Mutex([media])
  }

  /// Looks at these media threads too.
  func add(_ media: @escaping @Sendable () -> [Double]) { self.media.withLock { $0.append(media) } }

  var load: ServerLoad { state.withLock { $0.load } }

  /// Measures until it is cancelled.
  func run() async {
    while !Task.isCancelled {
      measure()
      // Cancelled: the loop ends.
      try? await clock.sleep(for: .seconds(1))
    }
  }

  private func measure() {
    let now = clock.now
    let media = media.withLock { $0 }.flatMap { $0() }.max() ?? 0
    let seconds = Self.processorSeconds()
    let idle = state.withLock { state in
      state.load.media = media
      if let last = state.spent, now > last.at {
        state.load.processor = (seconds - last.seconds) / ((now - last.at) / .seconds(1)) / processors
      }
      state.spent = (seconds, now)
      // A lane that has not answered since the last time is late by as much, and more to come.
      for (lane, since) in state.asked { state.delays[lane] = (now - since) / .seconds(1) }
      state.load.laneDelay = state.delays.values.max() ?? 0
      let idle = lanes.indices.filter { state.asked[$0] == nil }
      for lane in idle { state.asked[lane] = now }
      return idle
    }
    for lane in idle { ask(lane, at: now) }
  }

  private func ask(_ lane: Int, at asked: ContinuousClock.Instant) {
    Task { [self] in
      do {
        try await lanes[lane].run {}
      } catch {
        // Cannot fail: it does nothing.
      }
      let delay = (clock.now - asked) / .seconds(1)
      state.withLock { state in
        state.asked[lane] = nil
        state.delays[lane] = delay
      }
    }
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
