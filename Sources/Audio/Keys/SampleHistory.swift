/// The last samples of a sound, always in one piece. Silence precedes the first.
///
/// Not Sendable: belongs to whoever advances the line.
struct SampleHistory: ~Copyable {
  let capacity: Int
  private let storage: UnsafeMutablePointer<Int16>
  private var end: Int

  init(capacity: Int) {
    self.capacity = capacity
    storage = .allocate(capacity: capacity * 2)
    storage.initialize(repeating: 0, count: capacity * 2)
    end = capacity
  }

  deinit {
    storage.deallocate()
  }

  /// At most `capacity` samples at once; what is missing of `count` is silence.
  mutating func append(_ samples: UnsafeBufferPointer<Int16>, count: Int) {
    let count = min(count, capacity)
    if end + count > capacity * 2 {
      storage.update(from: storage + (end - capacity), count: capacity)
      end = capacity
    }
    let given = min(samples.count, count)
    if given > 0, let base = samples.baseAddress {
      (storage + end).update(from: base, count: given)
    }
    if given < count {
      (storage + end + given).update(repeating: 0, count: count - given)
    }
    end += count
  }

  /// `count` samples, the last of them `back` samples before the newest; clamped to what is kept.
  func samples(_ count: Int, back: Int = 0) -> UnsafeBufferPointer<Int16> {
    let back = min(max(back, 0), capacity)
    let count = min(max(count, 0), capacity - back)
    return UnsafeBufferPointer(start: storage + (end - back - count), count: count)
  }
}
