import CSpanDSP

/// Measures a few frequencies and the whole power over blocks of 10 ms, by spandsp's Goertzel filters.
///
/// Holds C state; belongs to whoever advances the line.
final class ToneMeter {
  /// Samples of a block. Lines are 100 Hz wide, so that a tone 25 Hz off (what China's rules allow) loses 1 dB.
  static let block = 80

  /// Mean square of each frequency's sine in the last block; nothing in a block weaker than the floor.
  let powers: UnsafeMutableBufferPointer<Float>
  /// Mean square of the whole last block.
  private(set) var power: Float = 0

  private let floor: Float
  private var filters: [UnsafeMutablePointer<goertzel_state_t>] = []
  private let gathered = UnsafeMutableBufferPointer<Int16>.allocate(capacity: ToneMeter.block)
  private var position = 0

  /// - Parameter floor: mean square under which the frequencies are not looked at: most of a call is quiet.
  /// - Returns: nil when there is no memory.
  init?(_ frequencies: [Int], floor: Float) {
    self.floor = floor
    powers = .allocate(capacity: frequencies.count)
    powers.initialize(repeating: 0)
    for frequency in frequencies {
      var descriptor = goertzel_descriptor_t()
      make_goertzel_descriptor(&descriptor, Float(frequency), Int32(Self.block))
      guard let filter = goertzel_init(nil, &descriptor) else { return nil }
      filters.append(filter)
    }
  }

  deinit {
    for filter in filters {
      goertzel_free(filter)
    }
    gathered.deallocate()
    powers.deallocate()
  }

  /// Takes samples up to the end of the block.
  /// - Returns: how many were taken, and whether the block is full and measured.
  func take(_ samples: UnsafeBufferPointer<Int16>) -> (count: Int, isFull: Bool) {
    if position == 0, samples.count >= Self.block {
      measure(UnsafeBufferPointer(rebasing: samples[..<Self.block]))
      return (Self.block, true)
    }
    let count = min(samples.count, Self.block - position)
    for offset in 0..<count {
      gathered[position + offset] = samples[offset]
    }
    position += count
    guard position == Self.block else { return (count, false) }
    position = 0
    measure(UnsafeBufferPointer(gathered))
    return (count, true)
  }

  private func measure(_ block: UnsafeBufferPointer<Int16>) {
    power = meanPower(block)
    // For a sine, goertzel_result is its mean square times the squared number of samples; it begins anew.
    let scale = 1 / Float(Self.block * Self.block)
    guard power >= floor else { return powers.update(repeating: 0) }
    for index in filters.indices {
      goertzel_update(filters[index], block.baseAddress, Int32(Self.block))
      powers[index] = goertzel_result(filters[index]) * scale
    }
  }
}
