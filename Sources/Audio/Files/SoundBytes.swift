import Glibc

/// Where the bytes of a sound are.
enum SoundPlace: Hashable, Sendable {
  case file(path: String)
  /// A fetched body.
  case memory([UInt8])
}

/// The bytes of one sound, open for reading at any place. Confined to whoever reads.
final class SoundBytes {
  /// All bytes there are, as of opening.
  let count: Int
  private let descriptor: Int32
  private let memory: [UInt8]

  init(_ place: SoundPlace, name: String) throws(SoundFault) {
    switch place {
    case .memory(let bytes):
      descriptor = -1
      memory = bytes
      count = bytes.count
    case .file(let path):
      (descriptor, count) = try Self.open(path, name: name)
      memory = []
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Up to so many bytes: fewer at the end of the file, none past it.
  func read(count: Int, at offset: Int, name: String) throws(SoundFault) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      let got = read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      filled = max(0, got)
      if got < 0 { failure = errno }
    }
    guard failure == 0 else { throw Self.unreadable(name, failure) }
    return bytes
  }

  /// How many bytes were read; negative with `errno` set where the system refuses.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    guard offset >= 0, let base = buffer.baseAddress else { return 0 }
    guard descriptor >= 0 else {
      let length = max(0, min(buffer.count, memory.count - offset))
      if length > 0 {
        memory.withUnsafeBytes {
          buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + length]))
        }
      }
      return length
    }
    var done = 0
    while done < buffer.count {
      let got = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      if got < 0 { return got }
      if got == 0 { break }
      done += got
    }
    return done
  }

  private static func open(_ path: String, name: String) throws(SoundFault) -> (Int32, Int) {
    guard !path.utf8.contains(0) else { throw unreadable(name, EINVAL) }
    // Without O_NONBLOCK a pipe by that name would hold us until somebody writes to it.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(name, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let failure = errno
      close(descriptor)
      throw unreadable(name, failure)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let what = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a device or a pipe"
      throw SoundFault(
        kind: .unreadable, name: name, problem: "this is \(what) and not a file", remedy: "name a sound file")
    }
    return (descriptor, Int(status.st_size))
  }

  private static func unreadable(_ name: String, _ failure: Int32) -> SoundFault {
    switch failure {
    case ENOENT, ENOTDIR:
      SoundFault(kind: .missing, name: name, problem: "there is no such file", remedy: "record it, or mend the name")
    case EACCES, EPERM:
      SoundFault(
        kind: .unreadable, name: name, problem: "it may not be read by this user", remedy: "change its permissions")
    default:
      SoundFault(
        kind: .unreadable, name: name, problem: "it cannot be read (\(String(cString: strerror(failure))))",
        remedy: "copy it again")
    }
  }
}
