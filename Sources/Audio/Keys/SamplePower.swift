/// Mean square of samples. Whole numbers, because their sum may be taken in any order, which the processor does eight at
/// a time.
func meanPower(_ samples: UnsafeBufferPointer<Int16>) -> Float {
  guard !samples.isEmpty else { return 0 }
  return Float(correlation(samples, lag: 0)) / Float(samples.count)
}

/// Sum of the products of samples that lie `lag` apart.
func correlation(_ samples: UnsafeBufferPointer<Int16>, lag: Int) -> Int64 {
  guard let base = samples.baseAddress, lag < samples.count else { return 0 }
  var sum: Int64 = 0
  for index in 0..<samples.count &- lag {
    sum &+= Int64(Int32(base[index]) &* Int32(base[index &+ lag]))
  }
  return sum
}
