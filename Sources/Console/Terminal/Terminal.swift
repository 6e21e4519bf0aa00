#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Synchronization

/// Where a person sits: a descriptor to read keys from and one to write to.
public final class Terminal: Sendable {
  private let input: Int32
  private let output: Int32

  /// Standard input and output, where nothing else is said.
  public init(input: Int32 = 0, output: Int32 = 1) {
    self.input = input
    self.output = output
  }

  /// Whether both ends are terminals.
  public var isInteractive: Bool { isatty(input) == 1 && isatty(output) == 1 }
  public var inputIsTerminal: Bool { isatty(input) == 1 }
  public var outputIsTerminal: Bool { isatty(output) == 1 }

  /// Character cells in a row.
  public var columns: Int {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Takes keys one by one from now on; undone by `leaveRawMode` and by whatever ends the process.
  public func enterRawMode() -> Bool { RawMode.enter(input) }
  public func leaveRawMode() { RawMode.leave() }

  /// Writes all of it. A reader who has gone away is not our failure.
  public func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { writeBytes(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// What is typed, as it comes. To be asked for once.
  public func bytes() -> AsyncStream<[UInt8]> {
    let input = input
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    // A thread of its own, because nothing else can wait for a descriptor of any kind.
    let reader = Reader {
      var buffer = [UInt8](repeating: 0, count: 1024)
      while true {
        let count = read(input, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        if case .terminated = continuation.yield(Array(buffer.prefix(count))) { break }
      }
      continuation.finish()
    }
    reader.start()
    return stream
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
