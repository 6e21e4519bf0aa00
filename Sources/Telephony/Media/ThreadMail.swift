import CSockets
import Synchronization

/// Mail for a thread that waits on descriptors: anybody leaves it, the thread alone takes it, and neither waits for the other.
package final class ThreadMail<Letter: Sendable>: Sendable {
  private struct Box {
    var letters: [Letter] = []
    var isClosed = false
  }
  private let mail = Mutex(Box())
  /// Wakes the thread.
  private let event: Int32

  /// - Parameter event: of the thread, which closes it when nobody posts any more.
  package init(event: Int32) {
    self.event = event
  }

  /// - Returns: `false` where the thread has ended, and nobody will read it.
  @discardableResult
  package func post(_ letter: Letter) -> Bool {
    let count = mail.withLock { mail in
      guard !mail.isClosed else { return 0 }
      mail.letters.append(letter)
      return mail.letters.count
    }
    if count == 1 { _ = attendant_event_raise(event) }
    return count > 0
  }

  /// Of the thread itself, which does not wait.
  /// - Returns: `false` where somebody has the mailbox just now.
  package func take(_ letters: inout [Letter]) -> Bool {
    mail.withLockIfAvailable { mail in
      swap(&mail.letters, &letters)
      return true
    } ?? false
  }

  /// At the thread's end: what came too late.
  package func close() -> [Letter] {
    mail.withLock { mail in
      mail.isClosed = true
      defer { mail.letters = [] }
      return mail.letters
    }
  }
}
