import Glibc

/// The cache's folder: a file a sound, in use by any number of processes at once.
///
/// A file appears whole or not at all, carries a seal over its content, and has the time of its last use as its time of
/// change. When all together are too large, those that were not used for the longest time go.
struct SoundShelf: Sendable {
  let folder: String
  /// Bytes of all files together.
  let limit: Int
  /// A sound that was asked for so recently may be about to be played: it stays even where the folder is too large.
  let grace: Duration

  /// What tells that a file is still the one that was read in full.
  struct Identity: Hashable, Sendable {
    let inode: UInt64
    let size: Int
  }

  /// Bytes of one file; a larger one is none of ours.
  private static let largest = 64 << 20

  struct Finding: Sendable {
    let sound: SpokenSound
    let identity: Identity
  }

  /// - Parameter known: a finding of before; the same file is not read again.
  /// - Returns: `nil` where there is none, or one that is damaged, which goes.
  func find(_ key: VoiceKey, known: Finding?) -> Finding? {
    let path = path(of: key)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var state = stat()
    guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
    // Used now; where we may not say so it only looks older than it is.
    _ = futimens(descriptor, nil)
    let identity = Identity(inode: UInt64(state.st_ino), size: Int(state.st_size))
    if let known, known.identity == identity { return known }
    guard identity.size <= Self.largest, let file = DiskFile.read(descriptor, size: identity.size),
      let wave = Wave(streamed: file), wave.file(seal: key.seal(of: wave)) == file
    else {
      unlink(path)
      return nil
    }
    return finding(of: wave, at: path, identity)
  }

  func put(_ wave: Wave, for key: VoiceKey) throws(VoiceFault) -> Finding {
    let path = path(of: key)
    try DiskFile.makeFolder(folder, mode: 0o700)
    let file = wave.file(seal: key.seal(of: wave))
    try DiskFile.place(file, at: path, replacing: true)
    makeRoom(besides: path)
    var state = stat()
    guard stat(path, &state) == 0 else { throw .disk(path: path, reason: DiskFile.reason()) }
    return finding(of: wave, at: path, Identity(inode: UInt64(state.st_ino), size: Int(state.st_size)))
  }

  private func path(of key: VoiceKey) -> String { "\(folder)/\(key.name).wav" }

  private func finding(of wave: Wave, at path: String, _ identity: Identity) -> Finding {
    let sound = SpokenSound(path: path, sampleRate: wave.sampleRate, sampleCount: wave.sampleCount)
    return Finding(sound: sound, identity: identity)
  }

  // MARK: Making room

  private struct Entry {
    let path: String
    let size: Int
    /// Since 1970.
    let used: Duration
  }

  /// An interrupted process leaves its unfinished file.
  private static let unfinishedLimit = Duration.seconds(3600)

  private func makeRoom(besides new: String) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let present = Self.duration(now)
    var entries: [Entry] = []
    for name in DiskFile.names(in: folder) {
      let path = "\(folder)/\(name)"
      var state = stat()
      guard lstat(path, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { continue }
      let used = Self.duration(state.st_mtim)
      if name.hasPrefix(DiskFile.temporaryPrefix) {
        if present - used > Self.unfinishedLimit { unlink(path) }
      } else if name.hasSuffix(".wav") {
        entries.append(Entry(path: path, size: Int(state.st_size), used: used))
      }
    }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries.sorted(by: { $0.used < $1.used }) where total > limit {
      guard entry.path != new, present - entry.used >= grace else { continue }
      // Gone already if another process makes room as well.
      unlink(entry.path)
      total -= entry.size
    }
  }

  private static func duration(_ time: timespec) -> Duration {
    .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
