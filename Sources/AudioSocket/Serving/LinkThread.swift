import CSockets
import Synchronization
import Telephony

/// What others see of the listener's thread: they leave mail and read counts, and never wait for it.
final class LinkThread: Sendable {
  private let mail: ThreadMail<LinkMail>
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
    mail = ThreadMail(event: event)
    timer = attendant_timer_open()
    guard let code = [poll, event, timer].first(where: { $0 < 0 }) else { return }
    throw .system("the thread of AudioSocket cannot be made", code: -code)
  }

  deinit {
    for descriptor in [timer, event, poll] where descriptor >= 0 { _ = attendant_close(descriptor) }
  }

  /// - Returns: `false` where the thread has ended, and nobody will read it.
  @discardableResult
  func post(_ letter: LinkMail) -> Bool { mail.post(letter) }

  /// Of the thread itself, which does not wait.
  /// - Returns: `false` where somebody has the mailbox just now.
  func takeMail(_ letters: inout [LinkMail]) -> Bool { mail.take(&letters) }

  /// At the thread's end. Whoever still waits for an outcome is told.
  func close() {
    for case .await(let seat, let handler) in mail.close() { handler(seat.finalOutcome) }
  }
}
