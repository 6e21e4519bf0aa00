/// A ramp at an edge of a sound, so that nothing clicks where a key stops a prompt.
public struct Fade: Hashable, Sendable {
  public enum Direction: Hashable, Sendable { case `in`, out }

  /// 5 ms.
  public static let usual = 40

  public let direction: Direction
  /// In samples.
  public let length: Int
  /// Samples that have gone by.
  public private(set) var position = 0

  public init(_ direction: Direction, over length: Int = Fade.usual) {
    self.direction = direction
    self.length = max(0, length)
  }

  /// Whether the ramp is over: from here on a fade-in changes nothing, and a fade-out gives silence.
  public var isOver: Bool { position >= length }

  /// Works on the next samples of the sound, however they are cut into frames.
  public mutating func apply(to samples: UnsafeMutableBufferPointer<Int16>) {
    for index in samples.indices {
      guard position < length else {
        if direction == .in { return }
        samples[index] = 0
        continue
      }
      // From 1/(n+1) to n/(n+1): no sample of the ramp is wasted on nothing or on the whole.
      let share = direction == .in ? position + 1 : length - position
      samples[index] = Int16(clamping: Int(samples[index]) * share / (length + 1))
      position += 1
    }
  }
}
