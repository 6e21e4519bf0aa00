/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// 0..<1, by shifting and not by the standard library's way, which may change.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func index(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Mean 0, deviation 1: the sum of four even numbers is near enough to a bell, and needs no logarithm.
  mutating func bell() -> Float {
    let bits = next()
    let sum = (bits & 0xFFFF) &+ ((bits >> 16) & 0xFFFF) &+ ((bits >> 32) & 0xFFFF) &+ (bits >> 48)
    return (Float(sum) / 65536 - 2) * 1.732_05
  }
}
