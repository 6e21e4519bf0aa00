import CSockets
import Synchronization
import Telephony

/// What others see of the listener's thread: they leave mail and read counts, and never wait for it.
final class LinkThread: Sendable {
  private struct Box {
    var letters: [LinkMail] = []
    var isClosed = false
  }
  private let mail = Mutex(Box())
  /// Descriptors that wake the thread: what waits for all, mail, time.
  let poll: Int32
  let event: Int32
  let timer: Int32
  /// Of the last second, in thousandths.
  let load = Atomic<Int>(0)
  let counts = Mutex(AudioSocketCounts())

  init() throws(AudioSocketFault) {
    poll = attendant_poll_open()
    event = attendant_event_open()
    timer = attendant_timer_open()
    guard let code = [poll, event, timer].first(where: { $0 < 0 }) else { return }
    throw .system("the thread of AudioSocket cannot be made", code: -code)
  }

  deinit {
    for descriptor in [timer, event, poll] where descriptor >= 0 { _ = attendant_close(descriptor) }
  }

  /// - Returns: `false` where the thread has ended, and nobody will read it.
  @discardableResult
  func post(_ letter: LinkMail) -> Bool {
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
  func takeMail(_ letters: inout [LinkMail]) -> Bool {
    mail.withLockIfAvailable { mail in
      swap(&mail.letters, &letters)
      return true
    } ?? false
  }

  /// At the thread's end. Whoever still waits for an outcome is told.
  func close() {
    let letters = mail.withLock { mail in
      mail.isClosed = true
      defer { mail.letters = [] }
      return mail.letters
    }
    for case .await(let seat, let handler) in letters { handler(seat.finalOutcome) }
  }
}
