public import CallInterface

/// Makes one key of what both sources tell: a gateway may send a key as tones, as telephone-events, or as both, with
/// the one up to some 200 ms after the other.
///
/// - A press begins with the first source and lasts until every source that told it has ended.
/// - A source tells each press at most once; so what the other source told shortly before, and this one has not yet,
///   is the same press, and a second beginning from the same source is a second press.
/// - A tone that breaks off for less than `shortestBreak` is one press (a bad contact, a lost packet); the release is
///   therefore told that much later. Telephone-events mark their own presses and need no such wait.
///
/// A value without clock: times are samples of the line.
public struct KeyMerger: Sendable {
  public struct Settings: Hashable, Sendable {
    /// Breaks in a tone from this on part two presses. 36 ms: Q.24 wants 40 ms accepted as a pause.
    public var shortestBreak = 288
    /// How far apart both sources may tell one press: 200 ms.
    public var longestSkew = 1600

    public init() {}
  }

  /// How long after an end is known a beginning after a short break may become known: the detector knows an end some
  /// 120 samples after it at the earliest, a beginning 306 at the latest.
  private var patience: Int { settings.shortestBreak + DTMFTones.block * 2 }

  enum Phase: Hashable, Sendable {
    case idle
    case held(Press)
    /// All sources have ended, but the tone may go on.
    case releasing(Press, until: Int)
  }

  struct Press: Hashable, Sendable {
    let digit: DTMFDigit
    var start: Int
    /// Who holds it now, and who has told it at all.
    var holders: Sources
    var tellers: Sources
    var end: Int
    /// Where the in-band tone last ended.
    var toneEnd: Int
  }

  /// Which of the two sources.
  struct Sources: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let inBand = Sources(rawValue: 1)
    static let telephoneEvent = Sources(rawValue: 2)
    static let both: Sources = [.inBand, .telephoneEvent]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ source: KeySource) {
      switch source {
      case .inBand: self = .inBand
      case .telephoneEvent: self = .telephoneEvent
      }
    }
  }

  private let settings: Settings
  private(set) var phase = Phase.idle
  private var past = PastPresses()

  public init(_ settings: Settings = Settings()) {
    self.settings = settings
  }

  /// An edge heard in the sound.
  public mutating func take(_ edge: KeyEdge, presses: inout [KeyPress]) {
    switch edge.change {
    case .began: begin(edge.digit, .inBand, at: edge.toneAt, &presses)
    case .ended: end(edge.digit, .inBand, at: edge.toneAt, knownAt: edge.recognisedAt, &presses)
    }
  }

  /// The first packet of a telephone-event came.
  public mutating func eventBegan(_ digit: DTMFDigit, at time: Int, presses: inout [KeyPress]) {
    begin(digit, .telephoneEvent, at: time, &presses)
  }

  /// The end of a telephone-event came, or was given up for lost.
  public mutating func eventEnded(_ digit: DTMFDigit, at time: Int, presses: inout [KeyPress]) {
    end(digit, .telephoneEvent, at: time, knownAt: time, &presses)
  }

  /// Once a frame, after the frame's edges: tells a release whose wait is over.
  public mutating func advance(to time: Int, presses: inout [KeyPress]) {
    if case .releasing(let press, let until) = phase, time >= until {
      release(press, &presses)
    }
  }

  /// Whether a key is down, so that no timer of the call runs.
  public var isHeld: Bool {
    switch phase {
    case .idle: false
    case .held, .releasing: true
    }
  }

  private mutating func begin(_ digit: DTMFDigit, _ source: KeySource, at time: Int, _ presses: inout [KeyPress]) {
    let teller = Sources(source)
    // An older press that is over and that this source has not told yet comes first: each source tells in order.
    if past.claim(digit, for: teller, since: time - settings.longestSkew) { return }
    switch phase {
    case .idle:
      break
    case .held(var press):
      if press.digit == digit, goesOn(press, teller, at: time) {
        hold(press, teller, since: time)
        return
      }
      press.end = max(press.end, time)
      release(press, &presses)
    case .releasing(let press, _):
      if press.digit == digit, goesOn(press, teller, at: time) {
        hold(press, teller, since: time)
        return
      }
      release(press, &presses)
    }
    phase = .held(
      Press(digit: digit, start: time, holders: teller, tellers: teller, end: time, toneEnd: time))
    presses.append(KeyPress(digit: digit, change: .pressed))
  }

  private mutating func hold(_ press: Press, _ teller: Sources, since time: Int) {
    var press = press
    press.start = min(press.start, time)
    press.holders.insert(teller)
    press.tellers.insert(teller)
    phase = .held(press)
  }

  /// Whether a beginning of the press's own key belongs to it.
  private func goesOn(_ press: Press, _ teller: Sources, at time: Int) -> Bool {
    if !press.tellers.contains(teller) {
      return !press.holders.isEmpty || time - press.end <= settings.longestSkew
    }
    // It ended before: a tone goes on after a short break, or while the other source still holds the key.
    return teller == .inBand && !press.holders.contains(teller)
      && (!press.holders.isEmpty || time - press.toneEnd < settings.shortestBreak)
  }

  private mutating func end(
    _ digit: DTMFDigit, _ source: KeySource, at time: Int, knownAt: Int, _ presses: inout [KeyPress]
  ) {
    // Ends of presses that are over, or of a key that gave way to another, change nothing.
    guard case .held(var press) = phase, press.digit == digit, press.holders.contains(Sources(source)) else { return }
    press.holders.remove(Sources(source))
    press.end = max(press.end, time)
    if source == .inBand { press.toneEnd = time }
    if !press.holders.isEmpty {
      phase = .held(press)
    } else if press.tellers.contains(.inBand) {
      phase = .releasing(press, until: knownAt + patience)
    } else {
      release(press, &presses)
    }
  }

  private mutating func release(_ press: Press, _ presses: inout [KeyPress]) {
    presses.append(KeyPress(digit: press.digit, change: .released(length: press.end - press.start)))
    past.add(press)
    phase = .idle
  }
}
