/// A request of the interpreter to the world outside. Performing one only starts work; its end comes back as an event.
public enum CallCommand: Hashable, Codable, Sendable {
  case fetch(ActivityID, FetchRequest)
  /// Plays after everything that was asked for before; ends with `promptFinished`.
  case play(ActivityID, QueuedPrompt)
  /// Falls silent at once and forgets every queued prompt; no `promptFinished` follows for them.
  case stopPlaying
  case record(ActivityID, RecordingRequest)
  case stopRecording(ActivityID)
  case transfer(ActivityID, TransferRequest)
  /// Ends a bridge or an attempt; answered by `transferEnded`.
  case endTransfer(ActivityID)
  /// Has the host perform an element of its own; answered by `extended`.
  case extend(ActivityID, ExtensionRequest)
  /// Stores a promise to call back; answered by `promised`.
  case promise(ActivityID, CallbackRequest)
  /// Its answer came too late, and the flow was told that it failed: nobody may be called because of it, whether it is
  /// stored already or is going to be. Nothing answers it.
  case withdrawPromise(ActivityID)
  /// We end the call.
  case hangUp
  /// The call is over for the interpreter; the last command.
  case end(CallEnd)
  /// Tells what happened, for transcripts and call records.
  case report(CallReport)
}

/// One turn of the interpreter: what to do now, and when to call again if nothing happens before.
public struct Step: Hashable, Codable, Sendable {
  public var commands: [CallCommand]
  /// The one deadline: if no event comes before, tell `deadlineReached` then. Replaces the one of the step before.
  public var wakeUp: CallInstant?
  public var waiting: Waiting
  /// Inputs that now turn out to belong to secure input: places among the call's keys and words, counted from 0 in the
  /// order in which they were told. Whoever keeps a list of inputs conceals them there.
  public var concealedInputs: [Int]
  /// Whether what the caller does now may be secret, keys that wait for what comes next among it: a recording of the
  /// whole call holds still.
  public var isPrivate: Bool

  public init(
    _ commands: [CallCommand] = [], wakeUp: CallInstant? = nil, waiting: Waiting, concealedInputs: [Int] = [],
    isPrivate: Bool = false
  ) {
    self.commands = commands
    self.wakeUp = wakeUp
    self.waiting = waiting
    self.concealedInputs = concealedInputs
    self.isPrivate = isPrivate
  }
}

public struct FetchRequest: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable {
    case document, grammar, script, data, audio
    /// Holidays and hours: an iCalendar file.
    case calendar
  }
  public enum Body: Hashable, Codable, Sendable {
    case form([FormValue])
    case multipart([FormValue])
  }
  /// One submitted value; a recording goes as a file part.
  public struct FormValue: Hashable, Codable, Sendable {
    public enum Content: Hashable, Codable, Sendable {
      case text(String)
      case recording(uri: String)
    }
    public let name: String
    public let content: Content

    public init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }
  public let kind: Kind
  /// Absolute, without a fragment; a GET's query is already part of it.
  public let uri: String
  /// POST with this body; `nil` is a GET.
  public let body: Body?
  public let timeout: Duration
  public let maxAge: Duration?
  public let maxStale: Duration?
  /// Encoding of a script; `nil` for UTF-8.
  public let charset: String?
  /// The document that asked, for messages.
  public let referrer: String?

  public init(
    kind: Kind, uri: String, body: Body? = nil, timeout: Duration, maxAge: Duration? = nil,
    maxStale: Duration? = nil, charset: String? = nil, referrer: String? = nil
  ) {
    self.kind = kind
    self.uri = uri
    self.body = body
    self.timeout = timeout
    self.maxAge = maxAge
    self.maxStale = maxStale
    self.charset = charset
    self.referrer = referrer
  }
}

public struct RecordingRequest: Hashable, Codable, Sendable {
  /// How long the beep lasts, on every channel.
  public static let beepLength = Duration.milliseconds(250)

  public let beep: Bool
  public let maxTime: Duration
  public let finalSilence: Duration
  /// Media type.
  public let type: String
  /// Whether a key or a word can end it; a scripted caller acts only where somebody listens.
  public let listens: Bool
  /// Secure: nobody may hear it but whoever it is submitted to; it is deleted when the call is over, and no recording of
  /// the whole call has it. Its URI is good for this process and until then, so a loader of a host's reads it within
  /// `load`.
  public let isSecure: Bool

  public init(
    beep: Bool, maxTime: Duration, finalSilence: Duration, type: String, listens: Bool = true, isSecure: Bool = false
  ) {
    self.beep = beep
    self.maxTime = maxTime
    self.finalSilence = finalSilence
    self.type = type
    self.listens = listens
    self.isSecure = isSecure
  }
}

/// How a call ended.
public struct CallEnd: Hashable, Codable, Sendable {
  public enum Reason: String, Hashable, Codable, Sendable {
    case exit, hangup, disconnect, transfer, error, abandoned
  }
  public let reason: Reason
  /// Of `exit` and `disconnect`.
  public let value: DataValue

  public init(reason: Reason, value: DataValue = .undefined) {
    self.reason = reason
    self.value = value
  }
}
