import Foundation
import Testing

/// Runs the built `attendant` on a terminal of its own, and presses keys on it.
final class PseudoTerminal {
  private let master: Int32
  private let slave: Int32
  private let process = Process()
  private var screen = ""
  private let before: termios

  struct Unavailable: Error {}

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux: `unlockpt` and `ptsname`, which the overlay of the C library hides.
  private static let setLock = UInt(0x4004_5431)
  private static let getNumber = UInt(0x8004_5430)

  init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw Unavailable()
    }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: 24, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0)
    var settings = termios()
    guard slave >= 0, ioctl(slave, UInt(TIOCSWINSZ), &size) == 0, tcgetattr(slave, &settings) == 0 else {
      throw Unavailable()
    }
    before = settings
    let end = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.executableURL = Command.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"].merging(environment) { $1 }) {
      $1
    }
    process.standardInput = end
    process.standardOutput = end
    process.standardError = end
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(master)
    close(slave)
  }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    #expect(write(master, bytes, bytes.count) == bytes.count)
  }

  /// The status line changes ten times a second for as long as a call waits: what has not come within this many
  /// characters never comes.
  private static let patience = 20_000

  /// Waits until this has been written since the last time something was waited for.
  func expect(_ text: String) {
    var isHopeless = false
    while true {
      if let found = screen.firstRange(of: text) {
        screen.removeSubrange(..<found.upperBound)
        return
      }
      guard !isHopeless, readMore() else {
        process.terminate()
        Issue.record("'\(text)' never came; there was: \(screen)")
        return
      }
      isHopeless = screen.count > Self.patience
    }
  }

  /// Waits for its end; the exit code.
  func finish() -> Int32 {
    while process.isRunning, readMore() {
      if screen.count > Self.patience { process.terminate() }
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// The process, for signals.
  var identifier: Int32 { process.processIdentifier }
  var endedBySignal: Bool { process.terminationReason == .uncaughtSignal }

  /// Whether keys echo and act as they did before it ran.
  var isRestored: Bool {
    var now = termios()
    return tcgetattr(slave, &now) == 0 && now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag
  }

  /// Whether keys are taken one by one now.
  var isRaw: Bool {
    var now = termios()
    return tcgetattr(slave, &now) == 0 && now.c_lflag & tcflag_t(ICANON) == 0
  }

  /// Waits for more to read, and looks now and then whether there is still somebody who writes.
  private func readMore() -> Bool {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&descriptor, 1, 50) == 0 {
      if !process.isRunning { return false }
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    screen += String(decoding: buffer.prefix(count), as: UTF8.self)
    return true
  }
}
