import CSockets
import Synchronization

/// What others see of a media thread: they leave mail, and never wait for it.
final class MediaThread: Sendable {
  private let mail: ThreadMail<MediaMail>
  private let event: Int32
  /// How many calls sit or will.
  let seats = Atomic<Int>(0)
  /// Of the last second, in thousandths, and how many calls it was for.
  let load = Atomic<Int>(0)
  let measuredSeats = Atomic<Int>(0)

  init() throws(MediaFault) {
    event = attendant_event_open()
    mail = ThreadMail(event: event)
    guard event >= 0 else { throw .system("no event can be made", code: -event) }
  }

  deinit {
    _ = attendant_close(event)
  }

  /// What its load will be with the calls that it has by now, in thousandths.
  var expectedLoad: Int {
    let measured = measuredSeats.load(ordering: .relaxed)
    guard measured > 0 else { return 0 }
    return load.load(ordering: .relaxed) * seats.load(ordering: .relaxed) / measured
  }

  /// - Returns: `false` where the thread has ended, and nobody will read it.
  @discardableResult
  func post(_ letter: MediaMail) -> Bool { mail.post(letter) }

  /// Of the thread itself, which does not wait.
  func takeMail(_ letters: inout [MediaMail]) -> Bool { mail.take(&letters) }

  func wait(on poll: Int32) { _ = attendant_poll_add(poll, event, MediaLoop.mailToken) }

  func clear() { _ = attendant_event_wait(event) }

  /// The thread's whole life, until it is told to quit.
  func run(_ teller: MediaTeller) {
    MediaLoop(self, teller)?.run()
    // Whoever asked must not wait for ever.
    for case .count(let seat, let handler) in mail.close() { handler(seat.stream.statistics) }
  }
}
