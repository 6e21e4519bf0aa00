/// The power of what is there all the time: the least of the last seconds, so that speech, which has gaps, does not
/// raise it, and a hum or a hiss becomes it.
struct NoiseFloor {
  /// Sixteen parts of 160 ms: a sound that goes on without a gap for two and a half seconds is noise.
  private static let (parts, partFrames) = (16, 8)

  private var least = [Float](repeating: .infinity, count: parts)
  private var part = 0
  private var frames = 0

  mutating func add(_ power: Float) {
    if frames == Self.partFrames {
      frames = 0
      part = (part + 1) % Self.parts
      least[part] = .infinity
    }
    least[part] = min(least[part], power)
    frames += 1
  }

  var power: Float {
    var result = Float.infinity
    for value in least { result = min(result, value) }
    return result
  }
}
