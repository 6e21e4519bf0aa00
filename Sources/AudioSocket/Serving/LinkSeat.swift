import Audio
import CallInterface
import Telephony

/// A connection's place on the listener's thread, and whom it tells.
///
/// `@unchecked Sendable`: everybody else only hands it back through the thread's mailbox; what is mutable is touched by
/// that thread alone, and by others once the thread has closed its mailbox, whose lock orders them.
final class LinkSeat: @unchecked Sendable {
  let link: Link
  let peer: SocketAddress
  /// Which part of the raster it is on.
  let phase: Int
  var sink: (any EventSink)?
  var log: (@Sendable (LineNote) -> Void)?
  var waiters: [@Sendable (AudioSocketOutcome) -> Void] = []

  init(_ link: Link, peer: SocketAddress, phase: Int) {
    self.link = link
    self.peer = peer
    self.phase = phase
  }

  /// After the thread's end.
  var finalOutcome: AudioSocketOutcome {
    link.outcome ?? AudioSocketOutcome(ending: .stopped, statistics: link.statistics)
  }
}

/// What the listener's thread is asked for.
enum LinkMail: Sendable {
  case start(LinkSeat, any EventSink, log: @Sendable (LineNote) -> Void)
  case perform(LinkSeat, LineCommand)
  case end(LinkSeat, AudioSocketEnding)
  case await(LinkSeat, @Sendable (AudioSocketOutcome) -> Void)
  case quit
}
