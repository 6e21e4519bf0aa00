import CSpanDSP
import CallInterface

/// Plays prompts one after another without a gap, sample for sample. What is not there in time is silence, and counted.
///
/// Belongs to whoever advances the line; allocates only where a prompt begins or ends.
final class PromptPlayer {
  private struct Prompt {
    let id: ActivityID
    var pieces: [PromptPiece]
    /// The next piece.
    var index = 0
    /// Samples left of a piece of silence that has begun.
    var silence: Int?
    /// Whether no more pieces will come.
    var isWhole: Bool
    /// Samples of silence that nobody asked for.
    var missing = 0
  }

  private var queue: [Prompt] = []
  /// What was stopped and still has to fade, so that nothing clicks.
  private var fading: (stream: SoundStream, fade: Fade)?
  /// The stream at the head of the queue while nothing but it is to be heard: most frames of a call need nothing else.
  /// Not counted as a reference, because counting is dear where the stream is in no cache: the queue holds it meanwhile.
  private var steady: Unmanaged<SoundStream>?

  var isIdle: Bool { queue.isEmpty && fading == nil }

  /// Whether a prompt sounds or waits; one that is only fading does not count.
  var hasPrompts: Bool { !queue.isEmpty }

  /// The streams that are being played or will be, in order; for whoever fills them.
  var streams: [SoundStream] {
    var streams: [SoundStream] = []
    if let fading { streams.append(fading.stream) }
    for prompt in queue {
      for case .sound(let stream) in prompt.pieces[prompt.index...] { streams.append(stream) }
    }
    return streams
  }

  /// Puts a prompt behind the others.
  /// - Parameter isWhole: whether these are all its pieces; more come by `add`.
  func play(_ id: ActivityID, _ pieces: [PromptPiece], isWhole: Bool) {
    queue.append(Prompt(id: id, pieces: pieces, isWhole: isWhole))
  }

  /// Further pieces of a prompt; one that was stopped meanwhile needs none.
  func add(_ pieces: [PromptPiece], to id: ActivityID, isWhole: Bool) {
    guard let place = queue.firstIndex(where: { $0.id == id }) else { return }
    queue[place].pieces += pieces
    queue[place].isWhole = isWhole
  }

  /// Forgets everything; what sounds just now fades over the first samples of the next frame.
  func stop() {
    steady = nil
    if let prompt = queue.first, prompt.index < prompt.pieces.count,
      case .sound(let stream) = prompt.pieces[prompt.index]
    {
      fading = (stream, Fade(.out))
    }
    queue.removeAll(keepingCapacity: true)
  }

  /// Whether more than the stream that sounded last is needed for what comes next.
  private(set) var isAtTurn = true

  /// The stream will be asked for its next frame soon, and then for the frame.
  func expectStream() {
    if let steady { attendant_expect(steady.toOpaque(), 128) }
  }

  /// A frame will be asked for soon.
  func expectFrame() {
    steady?._withUnsafeGuaranteedRef { $0.expectFrame() }
  }

  /// Fills a frame, or its beginning, from the stream that sounds, when there is nothing else to do.
  /// - Returns: how many samples were filled. Where there are fewer than the frame has, or `isAtTurn`, `fill` goes on.
  func goOn(_ frame: UnsafeMutableBufferPointer<Int16>) -> Int {
    guard let steady else { return 0 }
    let made = steady._withUnsafeGuaranteedRef { stream in
      let made = stream.take(into: frame)
      isAtTurn = made < frame.count || stream.isAtEnd
      return made
    }
    if isAtTurn { self.steady = nil }
    return made
  }

  /// Fills a frame from a place on; tells the marks that were passed and the prompts that ended in it.
  /// - Returns: the place up to which it is filled.
  func fill(
    _ frame: UnsafeMutableBufferPointer<Int16>, from: Int, events: inout [CallEvent], notes: inout [LineNote]
  ) -> Int {
    var position = from
    while !queue.isEmpty, let made = playOn(UnsafeMutableBufferPointer(rebasing: frame[position...]), &events, &notes) {
      position += made
    }
    return position
  }

  /// One piece further. `nil` when the frame is full, or what comes next is not there yet.
  private func playOn(
    _ rest: UnsafeMutableBufferPointer<Int16>, _ events: inout [CallEvent], _ notes: inout [LineNote]
  ) -> Int? {
    let prompt = queue[0]
    guard prompt.index < prompt.pieces.count else {
      guard prompt.isWhole else {
        queue[0].missing += rest.count
        return nil
      }
      if prompt.missing > 0 { notes.append(.mediaLate(prompt.id, AudioFrame.duration(ofSamples: prompt.missing))) }
      events.append(.promptFinished(prompt.id))
      queue.removeFirst()
      return 0
    }
    switch prompt.pieces[prompt.index] {
    case .mark(let name):
      events.append(.markReached(prompt.id, name: name))
      queue[0].index += 1
      return 0
    case .silence(let length):
      return beSilent(prompt.silence ?? length, rest)
    case .sound(let stream):
      return take(from: stream, rest)
    }
  }

  private func beSilent(_ left: Int, _ rest: UnsafeMutableBufferPointer<Int16>) -> Int? {
    if left <= 0 {
      queue[0].silence = nil
      queue[0].index += 1
      return 0
    }
    guard !rest.isEmpty else { return nil }
    let count = min(left, rest.count)
    rest[..<count].update(repeating: 0)
    queue[0].silence = left - count
    return count
  }

  private func take(from stream: SoundStream, _ rest: UnsafeMutableBufferPointer<Int16>) -> Int? {
    let taken = rest.isEmpty ? 0 : stream.take(into: rest)
    if stream.isAtEnd {
      queue[0].index += 1
      return taken
    }
    guard taken > 0 else {
      queue[0].missing += rest.count
      return nil
    }
    if fading == nil { steady = .passUnretained(stream) }
    return taken
  }

  /// Adds what was stopped and still has to fade.
  func fadeOut(over frame: UnsafeMutableBufferPointer<Int16>) {
    guard let (stream, from) = fading else { return }
    var fade = from
    fading = nil
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: fade.length) { tail in
      let count = stream.take(into: tail)
      let part = UnsafeMutableBufferPointer(rebasing: tail[..<min(count, frame.count)])
      fade.apply(to: part)
      for index in part.indices { frame[index] = Int16(clamping: Int(frame[index]) + Int(part[index])) }
    }
  }
}
