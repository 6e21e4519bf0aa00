import Foundation
import Glibc

/// A program that a test starts, line by line, and ends.
final class Child: Sendable {
  struct State: Sendable {
    /// Lines of standard output that `take` did not want, and of standard error.
    var output: [String] = []
    var errors: [String] = []
    /// `nil` while it runs.
    var code: Int32?
  }

  let state = Watched(State())
  /// Guarded by nothing: `Process` is told to run once, by `init`; what follows are signals to its number.
  private let process = Process()
  private let input = Pipe()

  /// Starts it; it ends after ten minutes at the latest, whatever becomes of the tests.
  /// - Parameters:
  ///   - take: gets each line of standard output; what it leaves (`false`) is kept.
  ///   - ended: told of its end, after its last line.
  init(
    _ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    take: @escaping @Sendable (String) -> Bool = { _ in false }, ended: @escaping @Sendable (State) -> Void = { _ in }
  ) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "600", program] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    let read = DispatchGroup()
    Self.eachLine(of: output, until: read) { [state] line in
      if !take(line) { state.change { $0.output.append(line) } }
    }
    Self.eachLine(of: errors, until: read) { [state] line in state.change { $0.errors.append(line) } }
    process.terminationHandler = { [state] process in
      // What it wrote last comes before its end.
      read.notify(queue: .global()) {
        state.change { $0.code = process.terminationStatus }
        ended(state.state)
      }
    }
    try process.run()
  }

  /// The number of the program itself, and not of the one that limits its time.
  var number: Int32? {
    let parent = process.processIdentifier
    let children = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .ascii)
    return children?.split(separator: " ").first.flatMap { Int32($0) }
  }

  func write(_ line: String) throws { try write(Data((line + "\n").utf8)) }

  func write(_ bytes: Data) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  /// Its standard input has ended.
  func closeInput() {
    // It may be closed already.
    try? input.fileHandleForWriting.close()
  }

  /// Goes to the program itself: the one that limits its time has the signals blocked that our thread has.
  func signal(_ signal: Int32) {
    if process.isRunning, let number { kill(number, signal) }
  }

  /// Waits for its end; its exit code, or the number of the signal.
  func code() async throws -> Int32 {
    try await state.wait(for: "the end of a program") { $0.code }
  }

  /// Ends it and waits; where the test's own time is up, for good and at once.
  func end(_ signal: Int32 = SIGTERM) async {
    closeInput()
    self.signal(signal)
    if await (try? code()) == nil { self.signal(SIGKILL) }
  }

  deinit {
    signal(SIGKILL)
  }

  private static func eachLine(of pipe: Pipe, until read: DispatchGroup, _ take: @escaping @Sendable (String) -> Void) {
    read.enter()
    Thread.detachNewThread {
      // `FileHandle.read` would wait until its buffer is full.
      let file = pipe.fileHandleForReading.fileDescriptor
      var buffer = [UInt8](repeating: 0, count: 65_536)
      var line: [UInt8] = []
      while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 {
        for byte in buffer[..<count] {
          if byte != 10 {
            line.append(byte)
          } else {
            take(String(decoding: line, as: UTF8.self))
            line.removeAll(keepingCapacity: true)
          }
        }
      }
      withExtendedLifetime(pipe) { read.leave() }
    }
  }
}
