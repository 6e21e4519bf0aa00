import CSpanDSP

/// The last samples of a sound, any short window of them in one piece. Silence precedes the first.
///
/// Written once and never moved: a thousand lines have more history than a processor has cache. Belongs to whoever
/// advances the line.
final class SampleHistory {
  /// The most samples that one window may have.
  static let window = DTMFTones.block
  /// A power of two.
  let capacity: Int
  /// Newest samples that count as not there yet: a frame is taken as a whole and looked at block by block.
  var ahead = 0

  /// The ring, and its first samples once more behind it.
  private let storage: UnsafeMutablePointer<Int16>
  /// Samples since the beginning.
  private var end = 0

  /// - Parameter atLeast: how many samples are kept.
  init(atLeast: Int) {
    var size = 256
    while size < atLeast, size < 1 << 24 { size *= 2 }
    capacity = size
    storage = .allocate(capacity: size + Self.window)
    storage.initialize(repeating: 0, count: size + Self.window)
  }

  deinit {
    storage.deallocate()
  }

  /// At most `capacity` samples at once; what is missing of `count` is silence.
  func append(_ samples: UnsafeBufferPointer<Int16>, count: Int) {
    let count = min(count, capacity)
    let given = min(samples.count, count)
    if given > 0, let base = samples.baseAddress { write(base, given) }
    if given < count { writeSilence(count - given) }
  }

  /// `count` samples, at most a window, the last of them `back` samples before the newest; clamped to what is kept.
  func samples(_ count: Int, back: Int = 0) -> UnsafeBufferPointer<Int16> {
    let back = min(max(back, 0), capacity - Self.window - ahead)
    let count = min(max(count, 0), Self.window)
    return UnsafeBufferPointer(start: storage + ((end &- ahead &- back &- count) & (capacity - 1)), count: count)
  }

  /// The newest samples, as many as there is room for, at most `capacity`.
  func copyLast(to samples: UnsafeMutableBufferPointer<Int16>) {
    for index in 0..<samples.count {
      samples[index] = storage[(end &- samples.count &+ index) & (capacity - 1)]
    }
  }

  /// A frame will be appended soon.
  func expectFrame() {
    attendant_expect(storage + (end & (capacity - 1)), AudioFrame.samples * 2)
  }

  private func write(_ samples: UnsafePointer<Int16>, _ count: Int) {
    let place = end & (capacity - 1)
    let first = min(count, capacity - place)
    (storage + place).update(from: samples, count: first)
    if first < count { storage.update(from: samples + first, count: count - first) }
    end &+= count
    if place < Self.window || first < count { repeatBeginning() }
  }

  private func writeSilence(_ count: Int) {
    let place = end & (capacity - 1)
    let first = min(count, capacity - place)
    (storage + place).update(repeating: 0, count: first)
    if first < count { storage.update(repeating: 0, count: count - first) }
    end &+= count
    if place < Self.window || first < count { repeatBeginning() }
  }

  private func repeatBeginning() {
    (storage + capacity).update(from: storage, count: Self.window)
  }
}
