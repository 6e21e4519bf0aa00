/// How unevenly packets arrive: the mean deviation of their spacing, smoothed (RFC 3550 §6.4.1, §A.8).
struct ArrivalJitter: Hashable, Sendable {
  /// In samples, sixteen times as fine.
  private var scaled: UInt64 = 0
  private var transit: Int64?

  /// - Parameters:
  ///   - arrival: of the kernel, in nanoseconds.
  ///   - timestamp: of a packet of sound; telephone-events repeat theirs.
  mutating func take(arrival: Int64, timestamp: UInt32) {
    // Wraps on both sides alike; only differences count.
    let samples = UInt32(truncatingIfNeeded: arrival / 125_000)
    let transit = Int64(Int32(bitPattern: samples &- timestamp))
    defer { self.transit = transit }
    guard let before = self.transit else { return }
    // A jump of the sender's clock or of ours says nothing about the network.
    let difference = (transit - before).magnitude
    guard difference < 8000 else { return }
    scaled = scaled + difference - ((scaled + 8) >> 4)
  }

  /// After a source began anew.
  mutating func forgetTransit() {
    transit = nil
  }

  /// In samples of 125 µs.
  var samples: UInt32 { UInt32(clamping: scaled >> 4) }
  var microseconds: Int { Int(clamping: scaled * 125 / 16) }
}
