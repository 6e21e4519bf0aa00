import CSpanDSP

/// Measures a few frequencies and the whole power over blocks of 10 ms, by spandsp's Goertzel filters.
///
/// Holds C state; belongs to whoever advances the line.
final class ToneMeter {
  /// Samples of a block. Lines are 100 Hz wide, so that a tone 25 Hz off (what China's rules allow) loses 1 dB.
  static let block = 80

  let frequencies: [Int]
  private var filters: [UnsafeMutablePointer<goertzel_state_t>] = []
  private var sum: Float = 0
  private var position = 0
  /// Mean square of each frequency's sine in the last block.
  private(set) var powers: [Float]

  /// - Returns: nil when there is no memory.
  init?(_ frequencies: [Int]) {
    self.frequencies = frequencies
    powers = Array(repeating: 0, count: frequencies.count)
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
  }

  /// Takes samples up to the end of the block.
  /// - Returns: how many were taken, and the mean square of the whole sound when the block is full.
  func take(_ samples: UnsafeBufferPointer<Int16>) -> (count: Int, power: Float?) {
    let count = min(samples.count, Self.block - position)
    let part = UnsafeBufferPointer(rebasing: samples[..<count])
    for filter in filters {
      goertzel_update(filter, part.baseAddress, Int32(count))
    }
    sum += meanPower(part) * Float(count)
    position += count
    guard position == Self.block else { return (count, nil) }
    // For a sine, goertzel_result is its mean square times the squared number of samples; it begins anew.
    let scale = 1 / Float(Self.block * Self.block)
    for index in filters.indices {
      powers[index] = goertzel_result(filters[index]) * scale
    }
    let power = sum / Float(Self.block)
    sum = 0
    position = 0
    return (count, power)
  }
}
