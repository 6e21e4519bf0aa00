/// Names a sound by everything that it depends on: two keys are equal if and only if their parts are.
struct VoiceKey: Hashable, Sendable {
  /// 64 hexadecimal digits.
  let name: String

  init(_ parts: [String]) {
    var hash = SHA256()
    for part in parts {
      // Each part with its length, so that moving a letter from one to the next is another key.
      withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { hash.update($0) }
      hash.update(part.utf8)
    }
    name = Self.hexadecimal(hash.finalize())
  }

  /// Tells whether a file is the one that was written for this key, to the last bit.
  func seal(of wave: Wave) -> [UInt8] {
    var hash = SHA256()
    hash.update("\(name) \(wave.sampleRate) ".utf8)
    hash.update(wave.samples)
    return hash.finalize()
  }

  private static func hexadecimal(_ digest: [UInt8]) -> String {
    digest.reduce(into: "") { text, byte in
      let digits = String(byte, radix: 16)
      text += digits.count == 1 ? "0" + digits : digits
    }
  }
}
