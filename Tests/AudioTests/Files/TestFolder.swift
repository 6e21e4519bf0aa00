import Glibc

/// A folder that is gone after the test.
final class TestFolder {
  let path: String

  init() throws {
    var name = Array("/tmp/attendant-sound-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw Refused(number: errno) }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  struct Refused: Error {
    let number: Int32
  }

  var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// - Parameter size: the length of the file; what lies past the bytes is a hole that takes no disk.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String, size: Int? = nil) throws -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw Refused(number: errno) }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw Refused(number: errno) }
    if let size, ftruncate(descriptor, off_t(size)) != 0 { throw Refused(number: errno) }
    return file
  }

  func read(_ name: String) throws -> [UInt8] {
    let descriptor = open(path + "/" + name, O_RDONLY)
    guard descriptor >= 0 else { throw Refused(number: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = Glibc.read(descriptor, &part, part.count), count > 0 { bytes += part[..<count] }
    return bytes
  }
}
