package import Audio
package import CallInterface

/// A call's place on a media thread: its stream, its sockets, and whom it tells.
///
/// `@unchecked Sendable`: made by one thread and handed on through the mailbox of its media thread; from then on only
/// that thread touches what is mutable.
final class MediaSeat: @unchecked Sendable {
  let stream: MediaStream
  let sockets: MediaSockets
  /// Let go of with the place: whoever is told may hold the session, and then neither would ever go.
  var handler: (@Sendable (RTPSessionEvent) -> Void)?
  var sink: (any EventSink)?
  var log: (@Sendable (LineNote) -> Void)?
  /// Its place in the thread's list while it sits.
  var place: Int?
  /// Which part of the raster it is on.
  var phase = 0
  var isOver = false
  /// What each tick needs.
  let memory: UnsafeMutableBufferPointer<FrameMemory.Block>

  init(stream: MediaStream, sockets: MediaSockets, handler: @escaping @Sendable (RTPSessionEvent) -> Void) {
    self.stream = stream
    self.sockets = sockets
    self.handler = handler
    var memory = FrameMemory()
    stream.add(to: &memory)
    let blocks = memory.blocks
    self.memory = .allocate(capacity: blocks.count)
    _ = self.memory.initialize(from: blocks)
  }

  deinit { memory.deallocate() }
}

/// What a media thread is asked for.
enum MediaMail: Sendable {
  case sit(MediaSeat, any EventSink, log: @Sendable (LineNote) -> Void)
  case leave(MediaSeat)
  case perform(MediaSeat, LineCommand)
  case update(MediaSeat, MediaDescription)
  case join(MediaSeat, BridgeEnd?)
  case count(MediaSeat, @Sendable (RTPStatistics) -> Void)
  case quit
}

/// What a media thread has to tell: handed to others, so that nothing that they do can hold up sound.
package enum MediaTelling: Sendable {
  case event(any EventSink, CallEvent)
  case note(@Sendable (LineNote) -> Void, LineNote)
  case session(@Sendable (RTPSessionEvent) -> Void, RTPSessionEvent)
  case statistics(@Sendable (RTPStatistics) -> Void, RTPStatistics)
  /// Of lines that are no RTP.
  case other(@Sendable () -> Void)

  func tell() {
    switch self {
    case .event(let sink, let event): sink.post(event)
    case .note(let log, let note): log(note)
    case .session(let handler, let event): handler(event)
    case .statistics(let handler, let statistics): handler(statistics)
    case .other(let handler): handler()
    }
  }
}
