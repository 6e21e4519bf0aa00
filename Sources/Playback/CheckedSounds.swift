public import Audio
import Glibc
import Synchronization

/// Sound files that were read to their end: each version of a file once, for all calls. Sounds that are not long stay in
/// memory as they are heard, so that a prompt costs neither a file nor a decoder.
public final class CheckedSounds: Sendable {
  /// Tells versions of a file apart.
  private struct Stamp: Hashable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
    let file: UInt
  }
  private struct Known {
    let stamp: Stamp
    let file: SoundFile
    var decoded: DecodedSound?
  }
  private struct State {
    var known: [String: Known] = [:]
    /// Of what is decoded.
    var bytes = 0
  }
  private let state = Mutex(State())
  private static let capacity = 4096
  /// Longer sounds are decoded as they are heard: two minutes.
  private static let longest = 120 * AudioFrame.sampleRate
  private let room: Int

  /// With room for more than an hour of decoded sounds.
  public convenience init() { self.init(room: 64 << 20) }

  /// - Parameter room: bytes of decoded sounds in memory, 16,000 for a second.
  public init(room: Int) {
    self.room = room
  }

  /// What decoded sounds take.
  public var bytesInMemory: Int { state.withLock { $0.bytes } }

  /// The sound of a file, checked.
  /// - Throws: `SoundFault`.
  public func sound(at path: String) async throws -> SoundFile {
    guard let stamp = stamp(of: path) else { return try SoundFile.check(path) }
    return try await known(path, stamp).file
  }

  /// A stream of a file from its beginning.
  /// - Parameters:
  ///   - gain: a factor on every sample, which may depend on the sound's level.
  ///   - repeats: begins again without a gap for ever.
  /// - Throws: `SoundFault`.
  public func stream(
    at path: String, repeats: Bool = false, gain: (SoundFile) -> Float = { _ in 1 }
  ) async throws -> SoundStream {
    guard let stamp = stamp(of: path) else {
      let file = try SoundFile.check(path)
      return try file.stream(gain: gain(file), repeats: repeats)
    }
    let known = try await known(path, stamp)
    let factor = gain(known.file)
    if let decoded = known.decoded, decoded.gain == factor { return SoundStream(decoded, repeats: repeats) }
    guard known.file.length <= Self.longest else { return try known.file.stream(gain: factor, repeats: repeats) }
    let sound = try await Task.detached { try known.file.decoded(gain: factor) }.value
    keep(sound, of: path, stamp)
    return SoundStream(sound, repeats: repeats)
  }

  /// What reads a whole file does so on a thread of nobody's: the caller's may have other calls to serve.
  private func known(_ path: String, _ stamp: Stamp) async throws -> Known {
    if let found = state.withLock({ $0.known[path] }), found.stamp == stamp { return found }
    let known = Known(stamp: stamp, file: try await Task.detached { try SoundFile.check(path) }.value)
    state.withLock { state in
      if state.known.count >= Self.capacity { state = State() }
      state.bytes -= state.known[path]?.decoded?.bytes ?? 0
      state.known[path] = known
    }
    return known
  }

  private func keep(_ sound: DecodedSound, of path: String, _ stamp: Stamp) {
    state.withLock { state in
      guard state.known[path]?.stamp == stamp else { return }
      if state.bytes + sound.bytes > room {
        // What is heard just now goes on.
        for other in state.known.keys { state.known[other]?.decoded = nil }
        state.bytes = 0
      }
      state.bytes += sound.bytes - (state.known[path]?.decoded?.bytes ?? 0)
      state.known[path]?.decoded = sound
    }
  }

  private func stamp(of path: String) -> Stamp? {
    var facts = Glibc.stat()
    guard stat(path, &facts) == 0 else { return nil }  // `check` says what is wrong.
    return Stamp(
      size: Int(facts.st_size), seconds: facts.st_mtim.tv_sec, nanoseconds: facts.st_mtim.tv_nsec, file: facts.st_ino)
  }
}
