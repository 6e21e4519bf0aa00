import Foundation

/// Makes packets worse: bits, bytes, lengths, and parts of other packets.
struct Mutation {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func next(below bound: Int) -> Int { random.next(below: bound) }

  mutating func noise(_ most: Int) -> [UInt8] {
    (0..<random.next(below: most + 1)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(below: 4) {
      guard !bytes.isEmpty else { return noise(40) }
      let place = random.next(below: bytes.count)
      switch random.next(below: 7) {
      case 0: bytes[place] ^= 1 << UInt8(random.next(below: 8))
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.removeLast(bytes.count - place)
      case 3: bytes.insert(contentsOf: noise(20), at: place)
      case 4: bytes.remove(at: place)
      case 5:
        let end = min(place + random.next(below: 60), bytes.count)
        bytes.insert(contentsOf: bytes[place..<end], at: random.next(below: bytes.count))
      default: bytes.insert(contentsOf: [UInt8](repeating: bytes[place], count: random.next(below: 600)), at: place)
      }
    }
    return Array(bytes.prefix(4000))
  }
}
