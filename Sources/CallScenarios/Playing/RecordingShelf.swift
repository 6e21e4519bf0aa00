import CallInterface
import Foundation

/// Keeps the recordings of scripted callers: silence of the right length. A file's name tells all that is in it, so
/// that two calls at once cannot spoil each other's, and a call names its recordings the same way every time.
public enum RecordingShelf {
  static let folder = FileURI.absolute("attendant-recordings", in: FileManager.default.temporaryDirectory.path)

  public static func keep(_ number: Int, lasting length: Duration, type: String) -> KeptRecording? {
    let samples = Int(length.wholeMilliseconds) * 8
    let bytes: [UInt8]
    let ending: String
    switch type.lowercased() {
    case "audio/basic":
      bytes = Array(repeating: 0xFF, count: samples)
      ending = "ul"
    case "audio/x-alaw-basic":
      bytes = Array(repeating: 0xD5, count: samples)
      ending = "al"
    default:
      bytes = waveHeader(samples: samples) + Array(repeating: 0xFF, count: samples)
      ending = "wav"
    }
    let path = "\(folder)/recording-\(number)-\(length.wholeMilliseconds)ms.\(ending)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      return nil
    }
    return KeptRecording(uri: FileURI.uri(of: path), size: bytes.count)
  }

  /// RIFF/WAVE, 8 kHz, one channel, µ-law.
  private static func waveHeader(samples: Int) -> [UInt8] {
    var header: [UInt8] = []
    func add(_ text: String) { header += Array(text.utf8) }
    func add(_ number: Int, bytes: Int) { header += (0..<bytes).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    add("RIFF")
    add(samples + 36, bytes: 4)
    add("WAVEfmt ")
    add(16, bytes: 4)
    add(7, bytes: 2)
    add(1, bytes: 2)
    add(8000, bytes: 4)
    add(8000, bytes: 4)
    add(1, bytes: 2)
    add(8, bytes: 2)
    add("data")
    add(samples, bytes: 4)
    return header
  }
}
