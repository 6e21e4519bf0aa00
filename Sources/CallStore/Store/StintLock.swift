import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock of the system that ends with its process.
final class StintLock: Sendable {
  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) {
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// - Returns: `nil` where somebody else has it.
  static func take(_ path: String) throws(CallStoreFault) -> StintLock? {
    // Programs that we start must not inherit it, or it would outlive us.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotOpen("'\(path)': \(String(cString: strerror(errno)))") }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return StintLock(descriptor) }
    let code = errno
    close(descriptor)
    if code == EWOULDBLOCK { return nil }
    throw .failed("'\(path)' cannot be locked: \(String(cString: strerror(code)))")
  }

  func release() {
    descriptor.withLock { descriptor in
      if let open = descriptor { close(open) }
      descriptor = nil
    }
  }
}
