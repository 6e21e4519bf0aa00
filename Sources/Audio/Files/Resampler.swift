import CSoXR

/// Any rate to 8 kHz by libsoxr, one channel, as a stream.
final class Resampler {
  private let handle: OpaquePointer

  /// `nil` where libsoxr refuses the rate or has no memory.
  init?(from rate: Int) {
    var failure: soxr_error_t?
    // 20-bit quality: what it adds is far below the last bit of G.711 and of 16-bit samples.
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    guard
      let handle = soxr_create(Double(rate), Double(AudioFrame.sampleRate), 1, &failure, nil, &quality, nil),
      failure == nil
    else { return nil }
    self.handle = handle
  }

  deinit { soxr_delete(handle) }

  /// How many samples of `input` were taken and how many of `output` were made; an empty `input` says that no more
  /// will come. `nil` where libsoxr fails.
  func process(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>
  ) -> (taken: Int, made: Int)? {
    var (taken, made) = (0, 0)
    let source = input.isEmpty ? nil : UnsafeRawPointer(input.baseAddress)
    let failure = soxr_process(handle, source, input.count, &taken, output.baseAddress, output.count, &made)
    return failure == nil ? (taken, made) : nil
  }

  func rewind() { soxr_clear(handle) }
}
