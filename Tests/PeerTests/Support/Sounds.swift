import Audio
import CallInterface
import Foundation

/// Sound files of the tests.
enum Sounds {
  /// A pure tone, which no key, telephone or fax machine sounds like.
  static func write(tone frequency: Int, milliseconds: Int, to path: String) throws {
    let generator = ToneGenerator(.steady([frequency], level: -13))
    try write(frames: milliseconds / 20, to: path) { _ = generator.fill($0) }
  }

  /// Keys as tones of 100 ms, each after a silence of so many milliseconds, and a second of silence at the end.
  static func write(keys: [(after: Int, DTMFDigit)], to path: String) throws {
    guard let sender = DTMFSender() else { throw NoMemory() }
    var length = 1000
    for (after, key) in keys {
      sender.send(.pause(after * 8))
      sender.send(.key(key))
      length += after + 200
    }
    try write(frames: length / 20, to: path) { sender.fill($0) }
  }

  /// The samples of a WAV file with 16 bits and one channel.
  static func samples(of path: String) throws -> [Int16] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    guard let data = bytes.firstRange(of: Data("data".utf8)) else { throw NoSound() }
    return Array(bytes[(data.upperBound + 4)...]).withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
  }

  struct NoSound: Error {}
  struct NoMemory: Error {}

  private static func write(
    frames: Int, to path: String, _ fill: (UnsafeMutableBufferPointer<Int16>) -> Void
  ) throws {
    let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    for _ in 0..<frames {
      frame.withUnsafeMutableBufferPointer { fill($0) }
      frame.withUnsafeBufferPointer { _ = writer.push($0) }
      try writer.drain()
    }
    _ = try writer.finish()
  }
}
