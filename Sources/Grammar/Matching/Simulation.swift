/// Runs a program on words, one at a time, all ways at once.
///
/// Threads stand in order of preference: the order of alternatives in the document, more repetitions before fewer
/// (GRAM-31). Two threads at the same instruction with the same callers would go on alike, so only the preferred one
/// lives: that keeps the cost of a word bounded whatever the grammar, and ends empty repeats (GRAM-20).
///
/// Limits, so that no grammar can make a call hang or grow without bound: `depthLimit`, `stateLimit`, `traceLimit`,
/// `wordLimit`. A way that goes past one of them is given up, the least preferred first; the match is then as if the
/// grammar did not have that way.
struct Simulation: Sendable {
  /// Most rules inside each other.
  static let depthLimit: Int32 = 256
  /// Most states looked at for one word, or more if the program itself is larger.
  static let stateLimit = 50_000
  /// Most trace entries of one match.
  static let traceLimit = 4_000_000
  /// Most words of one utterance.
  static let wordLimit = 10_000

  private struct Thread: Sendable {
    var address: Int32
    var frame: Int32
    var trace: Int32
  }

  private struct Frame: Sendable {
    let returnAddress: Int32
    let parent: Int32
    let depth: Int32
  }

  /// A step of the way back from a match; entries of all threads share one list.
  struct TraceEntry: Sendable {
    enum Kind: Sendable {
      case emit(Int32)
      case heard(Int32)
      case enter(Int32)
      case leave
    }
    let kind: Kind
    let previous: Int32
  }

  private var threads: [Thread] = []
  private var frames: [Frame] = []
  private var frameNumbers: [UInt64: Int32] = [:]
  private(set) var trace: [TraceEntry] = []
  /// What was accepted so far.
  private(set) var words: [String] = []
  /// The last trace entry of the preferred match, `nil` if the words so far are no match.
  private(set) var matched: Int32?

  init(_ program: Program) {
    follow([Thread(address: 0, frame: -1, trace: -1)], program)
  }

  /// Some further word can be accepted.
  var canGrow: Bool { !threads.isEmpty }

  mutating func accept(_ word: String, _ program: Program) {
    let number = program.vocabulary[word] ?? -1
    words.append(word)
    var next: [Thread] = []
    if words.count <= Self.wordLimit {
      for thread in threads {
        if let moved = move(thread, by: number, program) { next.append(moved) }
      }
    }
    follow(next, program)
  }

  /// True if after any word that could come now, none can follow.
  func nextWordEnds(_ program: Program) -> Bool {
    threads.allSatisfy { thread in
      let growth = program.growth[Int(thread.address)]
      if growth.nextConsumes { return false }
      var isOpen = growth.nextReturns
      var frame = thread.frame
      while isOpen, frame >= 0 {
        let caller = frames[Int(frame)]
        let after = program.growth[Int(caller.returnAddress)]
        if after.consumes { return false }
        isOpen = after.returns
        frame = caller.parent
      }
      return true
    }
  }

  private mutating func move(_ thread: Thread, by word: Int32, _ program: Program) -> Thread? {
    var moved = thread
    switch program.code[Int(thread.address)] {
    case .word(let expected):
      guard word == expected else { return nil }
      moved.address += 1
    case .dispatch(let first, let count):
      guard word >= 0, let target = Self.target(of: word, first, count, program) else { return nil }
      moved.address = target
    case .anyWord:
      moved.address += 1
      moved.trace = note(.heard(Int32(words.count - 1)), after: thread.trace)
    case .split, .jump, .call, .giveBack, .emit, .fail, .match:
      return nil
    }
    return moved
  }

  private static func target(of word: Int32, _ first: Int32, _ count: Int32, _ program: Program) -> Int32? {
    var low = Int(first)
    var high = low + Int(count)
    while low < high {
      let middle = (low + high) / 2
      if program.edges[middle].word < word { low = middle + 1 } else { high = middle }
    }
    guard low < Int(first + count), program.edges[low].word == word else { return nil }
    return program.edges[low].target
  }

  /// Goes on from each thread, in order, to where it waits for a word.
  private mutating func follow(_ seeds: [Thread], _ program: Program) {
    threads.removeAll(keepingCapacity: true)
    matched = nil
    var pending = Array(seeds.reversed())
    var seen = Set<UInt64>()
    let stateLimit = max(Self.stateLimit, 2 * program.code.count)
    while var thread = pending.popLast() {
      guard seen.count < stateLimit, trace.count < Self.traceLimit else { return }
      guard seen.insert(Self.key(thread.address, thread.frame)).inserted else { continue }
      switch program.code[Int(thread.address)] {
      case .word, .dispatch, .anyWord:
        threads.append(thread)
        continue
      case .split(let first, let second):
        pending.append(Thread(address: second, frame: thread.frame, trace: thread.trace))
        thread.address = first
      case .jump(let target):
        thread.address = target
      case .emit(let emission):
        thread.trace = note(.emit(emission), after: thread.trace)
        thread.address += 1
      case .call(let procedure, let rule):
        guard let frame = frame(returningTo: thread.address + 1, parent: thread.frame, isRule: rule >= 0) else {
          continue
        }
        if rule >= 0 { thread.trace = note(.enter(rule), after: thread.trace) }
        thread.frame = frame
        thread.address = program.procedures[Int(procedure)]
      case .giveBack(let isRule):
        let frame = frames[Int(thread.frame)]
        if isRule { thread.trace = note(.leave, after: thread.trace) }
        thread.address = frame.returnAddress
        thread.frame = frame.parent
      case .fail:
        continue
      case .match:
        if matched == nil { matched = thread.trace }
        continue
      }
      pending.append(thread)
    }
  }

  private mutating func note(_ kind: TraceEntry.Kind, after previous: Int32) -> Int32 {
    trace.append(TraceEntry(kind: kind, previous: previous))
    return Int32(trace.count - 1)
  }

  /// One number for equal frames, so that equal states are seen to be equal.
  private mutating func frame(returningTo address: Int32, parent: Int32, isRule: Bool) -> Int32? {
    let key = Self.key(address, parent)
    if let known = frameNumbers[key] { return known }
    let depth = (parent >= 0 ? frames[Int(parent)].depth : 0) + (isRule ? 1 : 0)
    guard depth <= Self.depthLimit else { return nil }
    frames.append(Frame(returnAddress: address, parent: parent, depth: depth))
    let number = Int32(frames.count - 1)
    frameNumbers[key] = number
    return number
  }

  private static func key(_ address: Int32, _ frame: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: address)) << 32 | UInt64(UInt32(bitPattern: frame))
  }
}
