import Audio
import CallInterface
import Console

/// Keys of the keyboard as keys of a telephone.
final class Keyboard: Sendable {
  /// How long a finger stays on a key.
  private static let hold = Duration.milliseconds(100)

  private let terminal = Terminal()
  private let line: any LineDriver
  private let quit: @Sendable () -> Void

  init(line: any LineDriver, quit: @escaping @Sendable () -> Void) {
    self.line = line
    self.quit = quit
  }

  /// Until the keyboard ends or the task is cancelled. On a terminal keys act at once.
  func listen() async {
    let isRaw = terminal.inputIsTerminal && terminal.enterRawMode()
    for await bytes in terminal.bytes() {
      for byte in bytes {
        let character = Character(Unicode.Scalar(byte))
        if isRaw, character == "q" || byte == 3 || byte == 4 { return quit() }
        guard let digit = DTMFDigit(character) else { continue }
        line.perform(.eventBegan(digit))
        guard (try? await Task.sleep(for: Self.hold)) != nil else { return }
        line.perform(.eventEnded(digit))
      }
    }
  }

  func close() {
    if terminal.inputIsTerminal { terminal.leaveRawMode() }
  }
}
