import Glibc

/// Whole files, with the reason where it does not work.
enum DiskFile {
  /// - Returns: `nil` where there is no such file.
  static func read(_ descriptor: Int32, size: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let part = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
        if part < 0, errno == EINTR { continue }
        guard part > 0 else {
          isWhole = false
          return
        }
        count += part
      }
    }
    return isWhole ? bytes : nil
  }

  /// - Parameter path: for the message.
  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(VoiceFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .disk(path: path, reason: reason()) }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts a whole file in a place, or nothing.
  /// - Parameter replacing: whether a file that is there already may go.
  /// - Returns: whether it was put there; `false` where another file has the place.
  @discardableResult
  static func place(_ bytes: [UInt8], at path: String, replacing: Bool) throws(VoiceFault) -> Bool {
    let folder = folder(of: path)
    let (descriptor, temporary) = try makeTemporary(in: folder)
    defer {
      close(descriptor)
      unlink(temporary)
    }
    try write(bytes, to: descriptor, path: path)
    fchmod(descriptor, 0o644)
    if replacing {
      guard rename(temporary, path) == 0 else { throw .disk(path: path, reason: reason()) }
      return true
    }
    // A second name, unlike a new one, never takes the place of another file.
    if link(temporary, path) == 0 { return true }
    guard errno == EEXIST else { throw .disk(path: path, reason: reason()) }
    return false
  }

  /// A new, empty file that nobody else may read.
  static func makeTemporary(in folder: String) throws(VoiceFault) -> (descriptor: Int32, path: String) {
    while true {
      let path = "\(folder)/\(temporaryPrefix)\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 { return (descriptor, path) }
      guard errno == EEXIST || errno == EINTR else { throw .disk(path: folder, reason: reason()) }
    }
  }

  static let temporaryPrefix = ".attendant-"

  /// Makes a folder and those that it lies in.
  static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(VoiceFault) {
    if mkdir(path, mode) == 0 { return }
    if errno == ENOENT, path.contains("/") {
      let parent = folder(of: path)
      if parent != path {
        try makeFolder(parent, mode: mode)
        if mkdir(path, mode) == 0 { return }
      }
    }
    let isThere = errno == EEXIST
    var state = stat()
    guard isThere, stat(path, &state) == 0, state.st_mode & S_IFMT == S_IFDIR else {
      throw .disk(path: path, reason: isThere ? "this is not a folder" : reason())
    }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func reason() -> String { String(cString: strerror(errno)) }
}

extension DiskFile {
  /// - Returns: `nil` where there is no file that can be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var state = stat()
    guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
    return read(descriptor, size: Int(state.st_size))
  }

  static func isFolder(_ path: String) -> Bool {
    var state = stat()
    return stat(path, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Of everything in a folder; empty where there is none.
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
