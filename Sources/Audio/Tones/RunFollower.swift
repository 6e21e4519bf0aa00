/// Follows one tone through blocks of 10 ms: how long it was on, how long off. Anything else on the line starts anew.
struct RunFollower {
  enum Block {
    case tone
    case quiet
    /// Sound that is not this tone.
    case other
  }

  struct Run: Hashable, Sendable {
    let isTone: Bool
    /// In blocks.
    var length: Int
  }

  /// Ended runs that are remembered: two cycles of the longest rhythm.
  static let kept = 8

  /// Ended runs, the oldest first, each of the other kind than its neighbour.
  private(set) var ended: [Run] = []
  /// The run that goes on.
  private(set) var current: Run?
  private var strayBlocks = 0

  init() {
    ended.reserveCapacity(Self.kept + 1)
  }

  /// - Returns: whether a run ended with this block's beginning.
  mutating func take(_ block: Block) -> Bool {
    switch block {
    case .other:
      // The block in which a tone begins or ends may look like anything.
      strayBlocks += 1
      if strayBlocks > 1 {
        reset()
      } else {
        current?.length += 1
      }
      return false
    case .tone: return goOn(isTone: true)
    case .quiet: return goOn(isTone: false)
    }
  }

  /// Whether it has been quiet for longer than so many blocks, without a stray one.
  func isQuiet(forMoreThan blocks: Int) -> Bool {
    guard let current, !current.isTone, strayBlocks == 0 else { return false }
    return current.length > blocks
  }

  /// The same as so many quiet blocks, where it is quiet already.
  mutating func stayQuiet(for blocks: Int) { current?.length += blocks }

  mutating func reset() {
    ended.removeAll(keepingCapacity: true)
    current = nil
  }

  /// Whether the last ended runs are two full cycles of a rhythm, given in blocks from its first tone on.
  func endsWithTwoCycles(of rhythm: [Int]) -> Bool {
    let count = rhythm.count * 2
    guard count > 0, ended.count >= count else { return false }
    let first = ended.count - count
    return (0..<count).allSatisfy { offset in
      let run = ended[first + offset]
      let wanted = rhythm[offset % rhythm.count]
      return run.isTone == offset.isMultiple(of: 2) && abs(run.length - wanted) <= Self.tolerance(wanted)
    }
  }

  /// 15 %, at least 30 ms.
  static func tolerance(_ blocks: Int) -> Int { max(blocks * 15 / 100, 3) }

  private mutating func goOn(isTone: Bool) -> Bool {
    strayBlocks = 0
    guard var run = current else {
      current = Run(isTone: isTone, length: 1)
      return false
    }
    if run.isTone == isTone {
      run.length += 1
      current = run
      return false
    }
    if ended.count == Self.kept { ended.removeFirst() }
    ended.append(run)
    current = Run(isTone: isTone, length: 1)
    return true
  }
}
