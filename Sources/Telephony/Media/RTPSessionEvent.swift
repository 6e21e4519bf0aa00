/// What happens to the media of a call besides what its line hears.
public enum RTPSessionEvent: Hashable, Sendable {
  /// Nothing has come for `MediaSettings.timeout`, though something should.
  case timedOut
  /// Something comes again.
  case resumed
  /// The other side is elsewhere than it said; ours go there now.
  case learned(SocketAddress)
  /// Another SSRC sends.
  case sourceChanged
  /// The other side said goodbye.
  case left
  /// The session has stopped; nothing follows.
  case ended(RTPStatistics)
}

/// Why the media of a call cannot begin.
public enum MediaFault: Error, Hashable, Sendable, CustomStringConvertible {
  case noMemory
  /// Every port of the range is taken.
  case noFreePort(ClosedRange<UInt16>)
  /// A call of the operating system failed, with its `errno`.
  case system(String, code: Int32)
  /// A session starts once.
  case started
  case stopped

  public var description: String {
    switch self {
    case .noMemory: "there is no memory for the media of another call"
    case .noFreePort(let range): "all ports from \(range.lowerBound) to \(range.upperBound) are taken"
    case .system(let what, let code): "\(what): error \(code) of the system"
    case .started: "the session has been started"
    case .stopped: "the media threads have been stopped"
    }
  }
}
