import Glibc

/// A recording on the disk while it grows: `<path>.part`, locked, its header brought up to date with every write; under
/// its own name only when it is whole. A nameless one loses its name before anything is in it: it is reached by its
/// descriptor alone, until that is closed or the process dies, however it dies. Confined to whoever writes.
final class RecordingFile {
  static let unfinished = ".part"

  let path: String
  private let format: RecordingFormat
  private let limits: RecordingLimits
  private let isNameless: Bool
  private var descriptor: Int32
  private let headerBytes: Int
  /// Whole frames that are in the file.
  private(set) var frames = 0

  init(
    _ path: String, _ format: RecordingFormat, _ limits: RecordingLimits, isNameless: Bool = false
  ) throws(RecordingFault) {
    self.path = path
    self.format = format
    self.limits = limits
    self.isNameless = isNameless
    let header = format.header(dataBytes: 0)
    headerBytes = header.count
    guard !path.utf8.contains(0) else { throw .cannotCreate(path: path, reason: Self.reason(EINVAL)) }
    // Voices are private: nobody but the owner and the group reads them.
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
    descriptor = Glibc.open(path + Self.unfinished, flags, 0o640)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.reason(errno)) }
    // The system takes the lock away when the process dies, however it dies; a sweep knows the dead by that.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    do throws(RecordingFault) {
      if isNameless { try giveUpName() }
      try checkSpace()
      try put(header, at: 0)
    } catch {
      discard()
      throw error
    }
  }

  deinit {
    release()
  }

  /// Unlocks by name: a child that was just forked holds the file open until it runs its program.
  private func release() {
    guard descriptor >= 0 else { return }
    flock(descriptor, LOCK_UN)
    close(descriptor)
    descriptor = -1
  }

  private func giveUpName() throws(RecordingFault) {
    guard unlink(path + Self.unfinished) == 0 else {
      throw .cannotCreate(path: path, reason: "its name cannot be taken away: \(Self.reason(errno))")
    }
    guard access(place, R_OK) == 0 else {
      throw .cannotCreate(path: path, reason: "a file without a name is read through /proc: \(Self.reason(errno))")
    }
  }

  /// Where this process can read it; of a nameless one until it is discarded.
  var place: String { isNameless ? "/proc/self/fd/\(descriptor)" : path }

  var size: Int { headerBytes + frames * format.bytesPerFrame }

  /// Adds whole frames, in the file's own coding.
  ///
  /// - Throws: nothing of these frames is in the file then, or as many whole ones as its limit allows.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(RecordingFault) {
    try checkSpace()
    let allowed = min(bytes.count, max(0, limits.bytes - size)) / format.bytesPerFrame * format.bytesPerFrame
    try put(UnsafeBufferPointer(rebasing: bytes[..<allowed]), at: size)
    frames += allowed / format.bytesPerFrame
    try put(format.header(dataBytes: frames * format.bytesPerFrame), at: 0)
    if allowed < bytes.count { throw .tooLarge(path: path, limit: limits.bytes) }
  }

  /// Leaves out what comes after so many frames, and gives the file its name; a nameless one stays open.
  func finish(keeping kept: Int) throws(RecordingFault) {
    guard descriptor >= 0 else { return }
    defer { if !isNameless { release() } }
    frames = max(0, min(frames, kept))
    let dataBytes = frames * format.bytesPerFrame
    // Parts of a RIFF file are padded to even lengths.
    let padding = format.container == .wav ? dataBytes % 2 : 0
    guard ftruncate(descriptor, off_t(size + padding)) == 0 else { throw failure(errno) }
    try put(format.header(dataBytes: dataBytes), at: 0)
    if isNameless { return }
    guard rename(path + Self.unfinished, path) == 0 else { throw failure(errno) }
  }

  /// Leaves nothing on the disk.
  func discard() {
    guard descriptor >= 0 else { return }
    if !isNameless { unlink(path + Self.unfinished) }
    release()
  }

  private func checkSpace() throws(RecordingFault) {
    var disk = statvfs()
    guard fstatvfs(descriptor, &disk) == 0 else { throw failure(errno) }
    let free = Int(clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
    guard free >= limits.reserve else { throw .diskFull(path: path, free: free) }
  }

  private func put(_ bytes: [UInt8], at offset: Int) throws(RecordingFault) {
    var fault: RecordingFault?
    bytes.withUnsafeBufferPointer { buffer in
      do throws(RecordingFault) { try put(buffer, at: offset) } catch { fault = error }
    }
    if let fault { throw fault }
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(RecordingFault) {
    guard descriptor >= 0, let base = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let written = pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw failure(written < 0 ? errno : EIO) }
      done += written
    }
  }

  private func failure(_ number: Int32) -> RecordingFault {
    number == ENOSPC || number == EDQUOT
      ? .diskFull(path: path, free: 0) : .cannotWrite(path: path, reason: Self.reason(number))
  }

  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}
