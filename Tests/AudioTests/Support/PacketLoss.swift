import CSpanDSP

extension Sound {
  /// Loses frames of 20 ms by chance and conceals them as spandsp does.
  func losing(_ part: Double, _ random: inout SeededGenerator) -> Sound {
    guard let concealer = plc_init(nil) else { return self }
    defer { plc_free(concealer) }
    var result = samples
    result.withUnsafeMutableBufferPointer { buffer in
      for start in stride(from: 0, to: buffer.count - 159, by: 160) {
        guard let frame = buffer.baseAddress.map({ $0 + start }) else { return }
        if random.unit() < part {
          plc_fillin(concealer, frame, 160)
        } else {
          plc_rx(concealer, frame, 160)
        }
      }
    }
    return Sound(samples: result)
  }
}
