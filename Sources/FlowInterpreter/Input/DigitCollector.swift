import CallInterface
import Grammar

/// Collects keys against the active grammars (VoiceXML 2.0 appendix D). One collector serves one wait for input.
///
/// | state      | the keys so far                         | a deadline runs      |
/// |------------|------------------------------------------|----------------------|
/// | empty      | none                                     | timeout (the wait's) |
/// | partial    | begin an utterance, are none             | interdigittimeout    |
/// | open       | are an utterance and may grow            | interdigittimeout    |
/// | complete   | are an utterance that can only be ended  | termtimeout          |
/// | hopeless   | cannot become an utterance               | interdigittimeout    |
///
/// Where the standard leaves a choice:
/// - A terminator that an active grammar accepts at its place is an ordinary key; the grammar goes first.
/// - A key that spoils the input is nomatch at once if no further key could have been part of the entry; else the
///   entry goes on to its pause or terminator, so that the rest of a burst raises no second nomatch.
/// - A terminator that comes just after an entry that was over without it (it was complete, or spoiled by its last
///   possible key) still belongs to that entry.
/// - A key other than the terminator during termtimeout ends the entry as a match and begins the next one.
/// - A terminator alone is nomatch, unless an active grammar matches the empty input.
struct DigitCollector {
  struct Timing: Equatable {
    var interdigit: Duration
    var term: Duration
    /// `termchar`; `nil` when it is empty.
    var terminator: DTMFDigit?
  }

  /// The grammars after some keys, in order of precedence.
  struct Entry {
    var keys: [DTMFDigit]
    var matches: [Candidate]
  }

  struct Candidate {
    let grammar: Int
    var match: GrammarMatch
  }

  enum State {
    case empty
    case partial(Entry, deadline: CallInstant)
    case open(Entry, deadline: CallInstant)
    case complete(Entry, deadline: CallInstant)
    case hopeless(keys: [DTMFDigit], deadline: CallInstant)
  }

  enum Result {
    /// Wait for more.
    case more
    /// An utterance; `leftover` is a key that came after its end.
    case match(Utterance, leftover: DTMFDigit?)
    case nomatch(keys: String, awaitsTerminator: Bool)
  }

  struct Utterance {
    let keys: String
    /// Complete matches by precedence; never empty.
    let matches: [Candidate]
    /// It ended by itself, without its terminator, which may still come.
    let awaitsTerminator: Bool
  }

  let timing: Timing
  private let start: [Candidate]
  private(set) var state: State = .empty

  /// - Parameter grammars: the DTMF grammars by precedence, with their places in the wait's list.
  init(timing: Timing, grammars: [(index: Int, grammar: CompiledGrammar)]) {
    self.timing = timing
    start = grammars.map { Candidate(grammar: $0.index, match: $0.grammar.start()) }
  }

  var deadline: CallInstant? {
    switch state {
    case .empty: nil
    case .partial(_, let deadline), .open(_, let deadline), .complete(_, let deadline), .hopeless(_, let deadline):
      deadline
    }
  }

  /// The property that `deadline` comes from.
  var timer: String? {
    switch state {
    case .empty: nil
    case .partial, .open, .hopeless: "interdigittimeout"
    case .complete: "termtimeout"
    }
  }

  var keys: [DTMFDigit] {
    switch state {
    case .empty: []
    case .partial(let entry, _), .open(let entry, _), .complete(let entry, _): entry.keys
    case .hopeless(let keys, _): keys
    }
  }

  /// Whether any active grammar accepts the key as the first one.
  func acceptsFirst(_ digit: DTMFDigit) -> Bool {
    !Self.advance(start, by: digit).isEmpty
  }

  mutating func press(_ digit: DTMFDigit, at now: CallInstant) -> Result {
    switch state {
    case .empty:
      return extend(Entry(keys: [], matches: start), by: digit, at: now)
    case .partial(let entry, _), .open(let entry, _):
      return extend(entry, by: digit, at: now)
    case .complete(let entry, _):
      state = .empty
      let leftover = digit == timing.terminator ? nil : digit
      return matched(entry, awaitsTerminator: false, leftover: leftover)
    case .hopeless(let keys, _):
      if digit == timing.terminator {
        state = .empty
        return .nomatch(keys: Self.text(keys), awaitsTerminator: false)
      }
      state = .hopeless(keys: keys + [digit], deadline: now + timing.interdigit)
      return .more
    }
  }

  /// The deadline has come.
  mutating func expire() -> Result {
    switch state {
    case .empty:
      return .more
    case .partial(let entry, _):
      state = .empty
      return .nomatch(keys: Self.text(entry.keys), awaitsTerminator: false)
    case .open(let entry, _):
      state = .empty
      return matched(entry, awaitsTerminator: false, leftover: nil)
    case .complete(let entry, _):
      state = .empty
      return matched(entry, awaitsTerminator: true, leftover: nil)
    case .hopeless(let keys, _):
      state = .empty
      return .nomatch(keys: Self.text(keys), awaitsTerminator: false)
    }
  }

  // MARK: One key further

  private mutating func extend(_ entry: Entry, by digit: DTMFDigit, at now: CallInstant) -> Result {
    let matches = Self.advance(entry.matches, by: digit)
    if matches.isEmpty {
      return digit == timing.terminator ? terminate(entry) : spoil(entry, by: digit, at: now)
    }
    let grown = Entry(keys: entry.keys + [digit], matches: matches)
    let isMatch = matches.contains { $0.match.isMatch }
    let canGrow = matches.contains { $0.match.canGrow }
    switch (isMatch, canGrow) {
    case (true, true):
      state = .open(grown, deadline: now + timing.interdigit)
      return .more
    case (true, false):
      guard timing.terminator != nil, timing.term > .zero else {
        state = .empty
        return matched(grown, awaitsTerminator: timing.terminator != nil, leftover: nil)
      }
      state = .complete(grown, deadline: now + timing.term)
      return .more
    case (false, _):
      state = .partial(grown, deadline: now + timing.interdigit)
      return .more
    }
  }

  private mutating func terminate(_ entry: Entry) -> Result {
    state = .empty
    guard entry.matches.contains(where: { $0.match.isMatch }) else {
      return .nomatch(keys: Self.text(entry.keys), awaitsTerminator: false)
    }
    return matched(entry, awaitsTerminator: false, leftover: nil)
  }

  private mutating func spoil(_ entry: Entry, by digit: DTMFDigit, at now: CallInstant) -> Result {
    let keys = entry.keys + [digit]
    if entry.matches.allSatisfy({ $0.match.nextTokenEnds || !$0.match.canGrow }) {
      state = .empty
      return .nomatch(keys: Self.text(keys), awaitsTerminator: timing.terminator != nil)
    }
    state = .hopeless(keys: keys, deadline: now + timing.interdigit)
    return .more
  }

  private func matched(_ entry: Entry, awaitsTerminator: Bool, leftover: DTMFDigit?) -> Result {
    let utterance = Utterance(
      keys: Self.text(entry.keys), matches: entry.matches.filter { $0.match.isMatch },
      awaitsTerminator: awaitsTerminator)
    return .match(utterance, leftover: leftover)
  }

  private static func advance(_ candidates: [Candidate], by digit: DTMFDigit) -> [Candidate] {
    let token = String(digit.rawValue)
    var survivors: [Candidate] = []
    survivors.reserveCapacity(candidates.count)
    for var candidate in candidates {
      candidate.match.accept(token)
      if !candidate.match.isDead { survivors.append(candidate) }
    }
    return survivors
  }

  static func text(_ keys: [DTMFDigit]) -> String {
    String(keys.map(\.rawValue))
  }
}
