import Glibc
import Subprocess
import SystemPackage

/// A program that reads a text and writes bytes, kept within limits of time and size.
///
/// It is given its arguments as they are, never through a shell. It is ended, with all that it started, when its time is
/// over, when it writes too much, and when the task that waits for it is cancelled.
struct Program: Sendable {
  struct Output: Sendable {
    let bytes: [UInt8]
    /// What it wrote to standard error.
    let messages: String
    let isSuccess: Bool
  }

  /// A name to be looked for in `PATH`, or a path with a slash in it.
  let name: String
  let timeLimit: Duration
  /// Bytes of its output.
  let sizeLimit: Int
  let clock: any Clock<Duration>

  private static let messageLimit = 1 << 16

  /// - Throws: `VoiceFault`, or `CancellationError`.
  func run(_ arguments: [String], input: String) async throws -> Output {
    // A file that nobody can find instead of a pipe: a program that ends before it has read everything does no harm.
    let text = try HiddenFile(holding: input)
    return try await withThrowingTaskGroup(of: Output.self) { group in
      group.addTask { try await run(arguments, input: text) }
      group.addTask {
        try await clock.sleep(for: timeLimit)
        throw VoiceFault.timedOut(program: name, limit: timeLimit)
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }

  private func run(_ arguments: [String], input: HiddenFile) async throws -> Output {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
    do {
      let result = try await Subprocess.run(
        name.contains("/") ? .path(FilePath(name)) : .name(name), arguments: Arguments(arguments),
        platformOptions: options,
        input: .fileDescriptor(FileDescriptor(rawValue: input.descriptor), closeAfterSpawningProcess: false),
        output: .bytes(limit: sizeLimit), error: .string(limit: Self.messageLimit))
      try Task.checkCancellation()
      return Output(
        bytes: result.standardOutput, messages: result.standardError,
        isSuccess: result.terminationStatus.isSuccess)
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw fault(error)
    }
  }

  private func fault(_ error: SubprocessError) -> VoiceFault {
    let isAbsent = [Errno.noSuchFileOrDirectory, .permissionDenied, .notDirectory].contains(error.underlyingError)
    if error.code == .executableNotFound || error.code == .spawnFailed && isAbsent { return .missing(program: name) }
    if error.code == .outputLimitExceeded { return .tooMuch(program: name, limit: sizeLimit) }
    return .failed(program: name, message: "\(error)")
  }
}

/// A text in a file that has no name any more, ready to be read from its beginning.
private final class HiddenFile: Sendable {
  let descriptor: Int32

  init(holding text: String) throws(VoiceFault) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let (descriptor, path) = try DiskFile.makeTemporary(in: folder)
    self.descriptor = descriptor
    unlink(path)
    try DiskFile.write(Array(text.utf8), to: descriptor, path: folder)
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit {
    close(descriptor)
  }
}
