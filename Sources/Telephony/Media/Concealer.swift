import Audio
import CSpanDSP

/// Fills gaps with what was heard before them, faded over 50 ms (spandsp, after G.711 appendix I).
///
/// Holds C state; belongs to whoever advances the line.
final class Concealer {
  /// After so many missing samples it is silent: 50 ms.
  private static let longest = 400

  private let state: UnsafeMutablePointer<plc_state_t>
  private var missing = 0
  /// Samples made up so far; silence is not counted.
  private(set) var concealed = 0

  /// - Returns: nil when there is no memory.
  init?() {
    guard let state = plc_init(nil) else { return nil }
    self.state = state
  }

  deinit {
    plc_free(state)
  }

  /// What each frame needs.
  func add(to memory: inout FrameMemory) {
    memory.add(self)
    memory.add(UnsafeRawPointer(state), bytes: MemoryLayout<plc_state_t>.size)
  }

  /// Sound came; its beginning is blended where a gap ends.
  func hear(_ part: UnsafeMutableBufferPointer<Int16>) {
    missing = 0
    plc_rx(state, part.baseAddress, Int32(clamping: part.count))
  }

  /// Nothing came, though it should have.
  func fill(_ part: UnsafeMutableBufferPointer<Int16>) {
    guard missing < Self.longest else { return part.update(repeating: 0) }
    let before = missing
    missing = min(missing + part.count, Self.longest)
    concealed += missing - before
    plc_fillin(state, part.baseAddress, Int32(clamping: part.count))
  }

  /// Nothing came, and nothing was to come: what was heard before is not to be continued either.
  func beSilent(_ part: UnsafeMutableBufferPointer<Int16>) {
    missing = Self.longest
    part.update(repeating: 0)
  }
}
