import Audio

/// What the other side said and the line has not heard yet. Sound comes in pieces of any size, and is heard in frames.
///
/// TCP loses nothing, so nothing is made up or left out here: what comes late is heard late, and whoever sends too fast
/// finds no room. Belongs to one thread.
final class SoundQueue {
  /// A second.
  static let capacity = 8000
  /// What waits before the first frame is heard, so that a little unrest of the network is not heard: two frames.
  private static let reserve = 2 * AudioFrame.samples
  /// More waits than unrest needs: 200 ms. Then two frames are heard in the time of one.
  private static let surplus = 10 * AudioFrame.samples

  private let samples: UnsafeMutablePointer<Int16>
  /// Samples put and taken since the beginning.
  private(set) var put = 0
  private(set) var taken = 0
  /// The first byte of a sample whose second one is still to come.
  private var half: UInt8?
  private var isFlowing = false

  init() {
    samples = .allocate(capacity: Self.capacity)
    samples.initialize(repeating: 0, count: Self.capacity)
  }

  deinit {
    samples.deallocate()
  }

  var count: Int { put - taken }
  /// Bytes that it still takes.
  var room: Int { 2 * (Self.capacity - count) - (half == nil ? 0 : 1) }
  var hasSurplus: Bool { count > Self.surplus }

  /// Puts sound, the low byte of each sample first; what there is no room for is left out.
  func put(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      guard let low = half else {
        half = byte
        continue
      }
      half = nil
      guard count < Self.capacity else { continue }
      samples[put % Self.capacity] = Int16(bitPattern: UInt16(byte) << 8 | UInt16(low))
      put += 1
    }
  }

  /// Takes a frame of 160 samples.
  /// - Returns: `false` where there is not yet a whole one; the frame is silence then.
  func take(into frame: UnsafeMutableBufferPointer<Int16>) -> Bool {
    guard count >= (isFlowing ? AudioFrame.samples : Self.reserve), frame.count == AudioFrame.samples else {
      frame.update(repeating: 0)
      return false
    }
    isFlowing = true
    for index in 0..<AudioFrame.samples { frame[index] = samples[(taken + index) % Self.capacity] }
    taken += AudioFrame.samples
    return true
  }
}
