import Foundation

/// The length of a sound file, from its header (RIFF/WAVE, Sun/NeXT) or, for raw 8 kHz companded sound, its size.
public enum SoundLength {
  /// - Parameter uri: a `file:` URI; anything else has no known length here.
  public static func of(uri: String) -> Duration? {
    guard let path = FileURI.path(of: uri), let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { file.closeFile() }
    let head = [UInt8](file.readData(ofLength: headLength))
    let size = Int(clamping: file.seekToEndOfFile())
    if head.starts(with: "RIFF".utf8) { return wave(head, size: size) }
    if head.starts(with: ".snd".utf8) { return sun(head, size: size) }
    let isRaw = [".ul", ".al", ".raw"].contains { path.lowercased().hasSuffix($0) }
    return isRaw ? length(bytes: size, perSecond: 8000) : nil
  }

  /// Enough for the headers of any sound made for telephones.
  private static let headLength = 4096

  private static func wave(_ head: [UInt8], size: Int) -> Duration? {
    var offset = 12
    var perSecond: Int?
    while offset + 8 <= head.count {
      let length = Int(little(head, offset + 4))
      if head[offset...].starts(with: "fmt ".utf8), offset + 20 <= head.count {
        perSecond = Int(little(head, offset + 16))
      }
      if head[offset...].starts(with: "data".utf8) {
        // A file that was cut off, or written as a stream, lasts as long as it has bytes.
        return perSecond.flatMap { self.length(bytes: min(length, size - offset - 8), perSecond: $0) }
      }
      offset += 8 + length + length % 2
    }
    return nil
  }

  private static func sun(_ head: [UInt8], size: Int) -> Duration? {
    guard head.count >= 24 else { return nil }
    let words = (0..<6).map { word in (0..<4).reduce(0) { $0 << 8 | Int(head[word * 4 + $1]) } }
    let sampleSizes = [1: 1, 2: 1, 3: 2, 4: 3, 5: 4, 27: 1]
    guard let sampleSize = sampleSizes[words[3]] else { return nil }
    return length(bytes: size - words[1], perSecond: words[4] * words[5] * sampleSize)
  }

  private static func length(bytes: Int, perSecond: Int) -> Duration? {
    guard perSecond > 0, bytes >= 0 else { return nil }
    return .milliseconds(Int64(bytes) * 1000 / Int64(perSecond))
  }

  private static func little(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32($1 * 8) }
  }
}
