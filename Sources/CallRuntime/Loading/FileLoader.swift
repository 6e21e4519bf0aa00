import CallInterface
import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads `file:` URIs. A query is ignored, and so is a body: a POST to a file reads it.
public struct FileLoader: ResourceLoading {
  public init() {}

  public func load(_ request: LoadRequest, session: FetchSession) async throws(LoadFailure) -> LoadedResource {
    var uri = URIParts(request.uri)
    uri.fragment = nil
    let path = try Self.path(of: uri)
    let limit = request.sizeLimit
    // A slow disk must not hold a thread of the cooperative pool.
    let read: Result<[UInt8], LoadFailure> = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Self.read(path, limit: limit)) }
    }
    return LoadedResource(uri: uri.description, bytes: try read.get())
  }

  /// The `file:` URI of an absolute path.
  public static func uri(ofPath path: String) -> String {
    "file://" + PercentEncoding.path(path)
  }

  /// The path of a `file:` URI of this machine; `nil` for any other URI, and for a path that is no text.
  public static func path(ofURI uri: String) -> String? {
    do throws(LoadFailure) {
      return String(validating: try path(of: URIParts(uri)), as: UTF8.self)
    } catch {
      return nil
    }
  }

  public func waitsForOthers(_ request: LoadRequest) -> Bool { false }

  /// Any other URI may be one.
  public func isThere(_ uri: String) -> Bool {
    guard let path = Self.path(ofURI: uri) else { return true }
    return access(path, R_OK) == 0
  }

  /// The bytes of the file's name, without the NUL at their end.
  static func path(of uri: URIParts) throws(LoadFailure) -> [UInt8] {
    guard uri.scheme == "file", ["", "localhost"].contains(uri.host), uri.path.hasPrefix("/") else { throw .badURI }
    let path = PercentEncoding.decoded(uri.path)
    guard !path.contains(0) else { throw .badURI }
    return path
  }

  private static func read(_ path: [UInt8], limit: Int) -> Result<[UInt8], LoadFailure> {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(openFailure(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(.unreadable(words(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(.notAFile) }
    guard status.st_size <= limit else { return .failure(.tooLarge(limit: limit)) }
    return readAll(descriptor, expected: Int(status.st_size), limit: limit)
  }

  private static func readAll(_ descriptor: CInt, expected: Int, limit: Int) -> Result<[UInt8], LoadFailure> {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = chunk.withUnsafeMutableBytes { Self.readChunk(descriptor, into: $0) }
      if count == 0 { return .success(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(.unreadable(words(errno)))
      }
      bytes += chunk[..<count]
      // The file may have grown since it was measured.
      if bytes.count > limit { return .failure(.tooLarge(limit: limit)) }
    }
  }

  private static func readChunk(_ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func openFailure(_ code: CInt) -> LoadFailure {
    switch code {
    case ENOENT, ENOTDIR: .noSuchFile
    // What a socket and a device without a driver answer.
    case ENXIO, ENODEV: .notAFile
    default: .unreadable(words(code))
    }
  }

  private static func words(_ code: CInt) -> String {
    String(cString: strerror(code))
  }
}
