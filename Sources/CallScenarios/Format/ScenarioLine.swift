public import CallInterface

/// One line of a scenario.
public struct ScenarioLine: Hashable, Sendable {
  /// Counted from 1.
  public let number: Int
  /// Where its words begin, counted from 1 in Unicode scalars.
  public let column: Int
  public let kind: Kind

  public init(number: Int, column: Int, kind: Kind) {
    self.number = number
    self.column = column
    self.kind = kind
  }

  public enum Kind: Hashable, Sendable {
    // How the call begins.
    case flow(String)
    case call(CallStart)
    case seed(UInt64)
    case set(Setting, String)
    // What the caller causes.
    case press([KeyStroke], atOnce: Bool)
    case say(String, atOnce: Bool)
    /// `nil`: until the no-input time-out.
    case silence(Duration?)
    case wait(Duration)
    case record(Duration)
    case hangup(HangUpMoment)
    // How the world answers.
    case transfer(TransferOutcome)
    /// `after` virtual time has passed; `zero` takes no time.
    case fetch(uri: String, FetchAnswer, after: Duration = .zero)
    // What the system must produce.
    case expectPrompt(WordPattern)
    case expectState(String)
    case expectTrue(String)
    case expectLog(WordPattern)

    public var isExpectation: Bool {
      switch self {
      case .expectPrompt, .expectState, .expectTrue, .expectLog: true
      case .flow, .call, .seed, .set, .press, .say, .silence, .wait, .record, .hangup, .transfer, .fetch: false
      }
    }

    /// Whether it is the caller who acts: these lines divide a scenario into turns.
    public var isCallerAct: Bool {
      switch self {
      case .press, .say, .silence, .wait, .record, .hangup: true
      case .flow, .call, .seed, .set, .transfer, .fetch, .expectPrompt, .expectState, .expectTrue, .expectLog: false
      }
    }
  }
}

/// One key, and how long the caller waits before it.
public struct KeyStroke: Hashable, Sendable {
  public let digit: DTMFDigit
  public let pause: Duration
  /// Belongs to secure input: written as a bullet.
  public var isConcealed = false

  public init(_ digit: DTMFDigit, after pause: Duration = .zero) {
    self.digit = digit
    self.pause = pause
  }

  /// The pause between two keys of one line.
  public static let usualPause = Duration.milliseconds(200)
}

public enum HangUpMoment: Hashable, Sendable {
  /// When all queued prompts have been heard and the flow waits.
  case whenWaiting
  case after(Duration)
  /// Half-way through the prompt that is then being heard.
  case duringPrompt
}

/// `call from=… to=… at=…`.
public struct CallStart: Hashable, Sendable {
  public var from: String?
  public var to: String?
  public var at: CalendarTime?

  public init(from: String? = nil, to: String? = nil, at: CalendarTime? = nil) {
    self.from = from
    self.to = to
    self.at = at
  }
}

/// What `set name=value` can set: facts of the call that have no line of their own.
public enum Setting: String, CaseIterable, Hashable, Sendable {
  case aai
  /// Language of prompts that name none, as BCP 47.
  case language
  /// Languages that can be spoken, apart by blanks or commas; any where nothing says so.
  case speaks
  /// The same for words of the caller.
  case understands
  /// Form items that the platform does not have, apart by blanks or commas: `record`, `transfer` …
  case lacks
  /// `fail`: none can be made.
  case recordings
  /// `fail`: no promise of one can be stored.
  case callbacks
  /// `strict`: every departure from the standard is an error; else `tolerant`.
  case mode
  case protocolName = "protocol"
  case protocolVersion = "protocolversion"
  /// Adds one address that redirected the call.
  case redirect

  /// What it can be set to; `nil` where that is open.
  var values: [String]? {
    switch self {
    case .recordings, .callbacks: ["fail", "work"]
    case .mode: ["strict", "tolerant"]
    case .aai, .language, .speaks, .understands, .lacks, .protocolName, .protocolVersion, .redirect: nil
    }
  }
}

/// How one transfer ends.
public enum TransferOutcome: Hashable, Sendable {
  case busy, noAnswer, networkBusy, networkDisconnect, unknown
  /// The far end answers and hangs up after this time.
  case answered(Duration)
  /// An `error.connection.…` or `error.unsupported.…` event.
  case failed(event: String)

  /// Where the scenario says nothing.
  public static let usual = TransferOutcome.answered(.seconds(10))
}

/// How one fetch is answered.
public enum FetchAnswer: Hashable, Sendable {
  /// With this file, relative to the scenario file, as something of this media type.
  case file(String, type: String? = nil)
  /// With this status of HTTP and nothing in it.
  case status(Int)
  /// As if nobody had answered in time, told at once.
  case timeout
  /// Nobody answers: the call waits until its `fetchtimeout` is over.
  case never
}
