/// A sound whose samples are all in memory, once for everybody who hears it.
///
/// `@unchecked Sendable`: nobody writes to the samples once it is made.
package final class DecodedSound: @unchecked Sendable {
  let samples: UnsafeBufferPointer<Int16>
  private let storage: UnsafeMutableBufferPointer<Int16>
  /// The factor that is in them.
  package let gain: Float

  /// Samples at 8 kHz.
  package var length: Int { samples.count }
  package var bytes: Int { samples.count * 2 }

  /// Takes all that a stream gives, which must end.
  init(_ stream: SoundStream, length: Int) throws(SoundFault) {
    storage = .allocate(capacity: length)
    gain = stream.gain
    var made = 0
    do throws(SoundFault) {
      while !stream.isAtEnd, made < length {
        _ = try stream.fill()
        made += stream.take(into: UnsafeMutableBufferPointer(rebasing: storage[made...]))
      }
    } catch {
      storage.deallocate()
      throw error
    }
    // A source that ends early is told by `fill`; what is left of the promised length is silence.
    storage[made...].update(repeating: 0)
    samples = UnsafeBufferPointer(storage)
  }

  deinit { storage.deallocate() }
}

extension SoundFile {
  /// All samples of it, each what `stream` gives at the same place.
  /// - Parameter gain: a factor on every sample.
  package func decoded(gain: Float = 1) throws(SoundFault) -> DecodedSound {
    try DecodedSound(try stream(gain: gain), length: length)
  }
}
