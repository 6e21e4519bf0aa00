import Foundation

/// Standard output or standard error, with what is known of who reads it.
struct Output {
  static let standard = Output(descriptor: STDOUT_FILENO)
  static let errors = Output(descriptor: STDERR_FILENO)

  let descriptor: Int32
  let isTerminal: Bool
  /// Colours only for a person, and only if `NO_COLOR` does not forbid them.
  let inColour: Bool

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    let environment = ProcessInfo.processInfo.environment
    let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    inColour = isTerminal && !isRefused && environment["TERM"] != "dumb"
  }

  func line(_ text: String) {
    write(text + "\n")
  }

  /// At once and whole; a reader who has gone away is not our failure.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
