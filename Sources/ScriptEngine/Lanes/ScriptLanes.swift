public import ECMAScript
import Glibc

/// The lanes of a process. Each call takes the one with the fewest calls.
public final class ScriptLanes: Sendable {
  public let lanes: [ScriptLane]
  private let turn = Counter()

  /// Starts this many lanes; by default two for each core.
  public init(count: Int? = nil) throws(ScriptFault) {
    let wanted = count ?? 2 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var lanes: [ScriptLane] = []
    for _ in 0..<max(1, wanted) { lanes.append(try ScriptLane()) }
    self.lanes = lanes
  }

  /// The lane with the fewest live contexts; among equals they take turns.
  public func next() -> ScriptLane {
    let start = turn.add(1) % lanes.count
    var best = lanes[start]
    var fewest = best.liveContexts
    for offset in 1..<max(1, lanes.count) {
      let lane = lanes[(start + offset) % lanes.count]
      let count = lane.liveContexts
      if count < fewest { (best, fewest) = (lane, count) }
    }
    return best
  }
}
