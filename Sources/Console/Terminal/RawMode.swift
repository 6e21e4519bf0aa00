#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keys one by one and unseen, and the terminal as it was before whatever ends the process.
enum RawMode {
  /// Guarded by its order of use: written by `enter` before the handlers that read it are installed, and by nobody
  /// while they are.
  private nonisolated(unsafe) static var saved: (descriptor: Int32, settings: termios)?

  private static let fatalSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGILL, SIGTRAP]

  /// - Returns: whether the descriptor is a terminal that could be set.
  static func enter(_ descriptor: Int32) -> Bool {
    var settings = termios()
    guard saved == nil, tcgetattr(descriptor, &settings) == 0 else { return false }
    saved = (descriptor, settings)
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
    withUnsafeMutableBytes(of: &settings.c_cc) { controls in
      controls[Int(VMIN)] = 1
      controls[Int(VTIME)] = 0
    }
    guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else { return false }
    atexit { RawMode.restoreNow() }
    for number in fatalSignals {
      signal(number) { number in
        RawMode.restoreNow()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    return true
  }

  static func leave() {
    guard saved != nil else { return }
    restoreNow()
    for number in fatalSignals { signal(number, SIG_DFL) }
    saved = nil
  }

  /// Nothing that a signal handler may not do.
  private static func restoreNow() {
    guard var saved else { return }
    tcsetattr(saved.descriptor, TCSANOW, &saved.settings)
  }
}
