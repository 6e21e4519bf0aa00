import Foundation

/// WAV files of 16-bit samples at 8 kHz.
enum Wave {
  static func bytes(_ samples: [Int16]) -> [UInt8] {
    let body = samples.flatMap { little(UInt16(bitPattern: $0)) }
    let format: [[UInt8]] = [
      little(UInt16(1)), little(UInt16(1)), little(UInt32(8000)), little(UInt32(16_000)), little(UInt16(2)),
      little(UInt16(16)),
    ]
    return Array("RIFF".utf8) + little(UInt32(36 + body.count)) + Array("WAVEfmt ".utf8) + little(UInt32(16))
      + format.joined() + Array("data".utf8) + little(UInt32(body.count)) + body
  }

  static func ramp(_ count: Int, from first: Int16 = 1) -> [Int16] { (0..<count).map { first + Int16($0 % 9000) } }

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// A folder that is gone after the test.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/attendant-playback-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      FileHandle.standardError.write(Data("cannot remove \(path): \(error)\n".utf8))
    }
  }

  /// - Returns: its URI.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let place = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
    return uri(name)
  }

  @discardableResult
  func write(_ samples: [Int16], to name: String) throws -> String { try write(Wave.bytes(samples), to: name) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  func uri(_ name: String) -> String { URL(fileURLWithPath: path).appendingPathComponent(name).absoluteString }
}
