import Audio
import CSpanDSP

/// Fills gaps with what was heard before them, faded over 50 ms (spandsp, after G.711 appendix I).
///
/// Sound without gaps costs nothing: what was heard is asked for where a gap begins, of whoever keeps it anyway. Holds C
/// state; belongs to whoever advances the line.
final class Concealer {
  /// After so many missing samples it is silent: 50 ms.
  private static let longest = 400

  private let state: UnsafeMutablePointer<plc_state_t>
  /// Whether a gap is being filled, or was until now, and so the state knows what is heard.
  private var isFilling = false
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

  /// Sound came; its beginning is blended where a gap ends.
  func hear(_ part: UnsafeMutableBufferPointer<Int16>) {
    missing = 0
    guard isFilling else { return }
    plc_rx(state, part.baseAddress, Int32(clamping: part.count))
    isFilling = false
  }

  /// Nothing came, though it should have.
  /// - Parameters:
  ///   - range: what is missing of the frame; what is before it has been heard.
  ///   - past: fills its argument with what was heard before the frame.
  func fill(
    _ range: Range<Int>, of frame: UnsafeMutableBufferPointer<Int16>,
    after past: (UnsafeMutableBufferPointer<Int16>) -> Void
  ) {
    let part = UnsafeMutableBufferPointer(rebasing: frame[range])
    guard missing < Self.longest else { return part.update(repeating: 0) }
    if !isFilling { begin(frame[..<range.lowerBound], past) }
    let before = missing
    missing = min(missing + part.count, Self.longest)
    concealed += missing - before
    plc_fillin(state, part.baseAddress, Int32(clamping: part.count))
  }

  private func begin(
    _ heard: Slice<UnsafeMutableBufferPointer<Int16>>, _ past: (UnsafeMutableBufferPointer<Int16>) -> Void
  ) {
    plc_init(state)
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: Int(PLC_HISTORY_LEN)) { history in
      past(history)
      plc_rx(state, history.baseAddress, Int32(clamping: history.count))
    }
    plc_rx(state, UnsafeMutableBufferPointer(rebasing: heard).baseAddress, Int32(clamping: heard.count))
    isFilling = true
  }

  /// Nothing came, and nothing was to come: what was heard before is not to be continued either.
  func beSilent(_ part: UnsafeMutableBufferPointer<Int16>) {
    missing = Self.longest
    part.update(repeating: 0)
  }
}
