/// Identifies one activity whose end comes later; numbers rise within a call, each used once.
public struct ActivityID: Hashable, Codable, Sendable, CustomStringConvertible {
  public let number: Int

  public init(_ number: Int) {
    self.number = number
  }

  public var description: String { String(number) }
}

/// A past fact about a call, told to the interpreter.
public enum CallEvent: Hashable, Codable, Sendable {
  /// The call is up: the first document may be fetched.
  case answered
  /// A key, pressed and let go of at once: from a console, or from a line that tells no more.
  case digit(DTMFDigit)
  /// A key was recognised and is still held. It acts now; while it is held no time-out of input runs.
  case digitBegan(DTMFDigit)
  /// The key was let go of, so long after it went down.
  case digitEnded(DTMFDigit, length: Duration)
  /// A tone that is no key.
  case toneHeard(LineTone)
  /// The caller said these words (typed, or recognised).
  case words(String)
  case promptFinished(ActivityID)
  /// Playing passed the mark of this name.
  case markReached(ActivityID, name: String)
  case fetched(ActivityID, FetchResult)
  /// Sound was heard on a recording for the first time.
  case recordingHeard(ActivityID)
  case recorded(ActivityID, RecordingResult)
  /// The far end of a bridge answered.
  case transferAnswered(ActivityID)
  case transferEnded(ActivityID, TransferResult)
  /// The host has performed an element of its own.
  case extended(ActivityID, ExtensionResult)
  /// A promise to call back was stored, or was not.
  case promised(ActivityID, CallbackAnswer)
  /// The caller ended the call.
  case hungUp
  /// The deadline of the last step has come.
  case deadlineReached
}

/// How a fetch ended.
public enum FetchResult: Hashable, Codable, Sendable {
  case loaded(ResourceReference)
  case failed(FetchFailure)
}

/// Names a fetched resource in the library that the interpreter was given.
public struct ResourceReference: Hashable, Codable, Sendable {
  /// The final URI after redirects, without a fragment: the base of what was loaded.
  public let uri: String
  /// Tells versions of one URI apart.
  public let version: Int

  public init(uri: String, version: Int) {
    self.uri = uri
    self.version = version
  }
}

public struct FetchFailure: Hashable, Codable, Sendable {
  /// `error.badfetch`, `error.badfetch.http.404`, `error.noauthorization`, `error.unsupported.format`, …
  public let event: String
  /// For people: what was fetched and why it failed, with `file:line:column` of the first finding in a bad document.
  public let message: String

  public init(event: String, message: String) {
    self.event = event
    self.message = message
  }
}

public struct RecordingResult: Hashable, Codable, Sendable {
  public enum Ending: String, Hashable, Codable, Sendable {
    /// `finalsilence` was heard.
    case silence
    /// The interpreter stopped it.
    case stopped
    /// `maxtime` was reached.
    case maxTime
    case hungUp
    /// Nothing could be recorded (no disk, no device).
    case failed
  }
  public let ending: Ending
  public let duration: Duration
  /// In bytes.
  public let size: Int
  /// Names the sound for later playing and submitting.
  public let uri: String

  public init(ending: Ending, duration: Duration, size: Int, uri: String) {
    self.ending = ending
    self.duration = duration
    self.size = size
    self.uri = uri
  }
}

/// How a transfer ended (VoiceXML 2.0 §2.3.7, 2.1 §9).
public enum TransferResult: Hashable, Codable, Sendable {
  /// Blind or consultation: the far end has the caller now.
  case handedOver
  case busy
  case noAnswer
  case networkBusy
  /// The interpreter ended it.
  case nearEndDisconnect
  case farEndDisconnect
  case networkDisconnect
  case unknown
  /// An `error.connection.…` or `error.unsupported.…` event.
  case failed(event: String, message: String)
}
