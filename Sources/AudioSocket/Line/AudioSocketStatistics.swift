/// What a connection has done so far, for call records and metrics.
public struct AudioSocketStatistics: Hashable, Codable, Sendable {
  public var framesSent = 0
  /// Not sent, because the other side did not read what was sent before.
  public var framesDropped = 0
  /// Left out both ways because the machine was too busy for their time.
  public var framesSkipped = 0
  /// What the line heard.
  public var framesHeard = 0
  /// Frames of silence that the line heard because nothing had come in time.
  public var framesMissing = 0
  /// Of those heard, the ones that shared the time of another one because too much waited.
  public var framesHastened = 0
  public var bytesReceived = 0
  /// Keys that came as messages.
  public var keysReceived = 0
  /// Messages of unknown kinds, or that mean nothing where they came.
  public var messagesSkipped = 0
  /// Of those, the ones that were sound at another rate than 8 kHz.
  public var messagesOfOtherRates = 0

  public init() {}
}

/// How a connection went.
public struct AudioSocketOutcome: Hashable, Sendable {
  public let ending: AudioSocketEnding
  public let statistics: AudioSocketStatistics
}
