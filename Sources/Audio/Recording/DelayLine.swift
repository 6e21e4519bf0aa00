/// The newest samples of a recording, held back so that they can still be taken away.
struct DelayLine: ~Copyable {
  let capacity: Int
  private let storage: UnsafeMutablePointer<Int16>
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(AudioFrame.samples, capacity)
    storage = .allocate(capacity: 2 * self.capacity)
    storage.initialize(repeating: 0, count: 2 * self.capacity)
  }

  deinit { storage.deallocate() }

  /// Adds samples, at most `capacity` of them; what is then too old goes to `output`.
  mutating func push(_ samples: UnsafeBufferPointer<Int16>, output: (UnsafeBufferPointer<Int16>) -> Void) {
    guard let source = samples.baseAddress, samples.count <= capacity else { return }
    (storage + count).update(from: source, count: samples.count)
    count += samples.count
    release(keeping: capacity, output: output)
  }

  /// Everything goes to `output`.
  mutating func flush(output: (UnsafeBufferPointer<Int16>) -> Void) { release(keeping: 0, output: output) }

  /// Takes the newest samples away. How many there were to take.
  mutating func drop(_ samples: Int) -> Int {
    let dropped = max(0, min(samples, count))
    count -= dropped
    return dropped
  }

  /// Puts silence in the place of the newest samples.
  mutating func silence(_ samples: Int) {
    let silenced = max(0, min(samples, count))
    (storage + count - silenced).update(repeating: 0, count: silenced)
  }

  private mutating func release(keeping kept: Int, output: (UnsafeBufferPointer<Int16>) -> Void) {
    let excess = count - kept
    guard excess > 0 else { return }
    output(UnsafeBufferPointer(start: storage, count: excess))
    storage.update(from: storage + excess, count: kept)
    count = kept
  }
}
