public import Audio
import Foundation
import Synchronization

/// Sound files that were read to their end: each version of a file once, for all calls.
public final class CheckedSounds: Sendable {
  /// Tells versions of a file apart.
  private struct Stamp: Hashable {
    let size: Int
    let changed: Date
  }
  private struct Known {
    let stamp: Stamp
    let file: SoundFile
  }
  private let known = Mutex<[String: Known]>([:])
  private static let capacity = 4096

  public init() {}

  /// The sound of a file, checked.
  /// - Throws: `SoundFault`.
  public func sound(at path: String) async throws -> SoundFile {
    guard let stamp = stamp(of: path) else { return try SoundFile.check(path) }
    if let found = known.withLock({ $0[path] }), found.stamp == stamp { return found.file }
    let file = try SoundFile.check(path)
    known.withLock { known in
      if known.count >= Self.capacity { known.removeAll() }
      known[path] = Known(stamp: stamp, file: file)
    }
    return file
  }

  private func stamp(of path: String) -> Stamp? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let size = attributes[.size] as? Int, let changed = attributes[.modificationDate] as? Date
    else { return nil }  // `check` says what is wrong.
    return Stamp(size: size, changed: changed)
  }
}
