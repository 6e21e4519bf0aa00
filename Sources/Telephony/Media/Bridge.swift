import Audio
import Synchronization

/// What one call says on its way to another one's line: frames and keys, from one media thread to one other, without
/// waiting and without allocation.
///
/// `@unchecked Sendable`: the giving thread writes only the places that the taking one has given back; the counters,
/// stored with release and loaded with acquire, guard that. `isFlowing` belongs to the taking thread.
final class BridgeWay: @unchecked Sendable {
  private static let frames = 8
  private static let keys = 16
  /// Frames that wait when it begins to flow, so that one taken ahead of time finds something.
  private static let reserve = 2

  private let samples: UnsafeMutablePointer<Int16>
  private let given = Atomic<Int>(0)
  private let taken = Atomic<Int>(0)
  private var isFlowing = false

  private let changes: UnsafeMutablePointer<TelephoneEventReceiver.Change?>
  private let changesGiven = Atomic<Int>(0)
  private let changesTaken = Atomic<Int>(0)

  /// Whether nothing of the giving side is to be heard, a secret being told.
  let isMuted = Atomic<Bool>(false)

  init() {
    samples = .allocate(capacity: Self.frames * AudioFrame.samples)
    samples.initialize(repeating: 0, count: Self.frames * AudioFrame.samples)
    changes = .allocate(capacity: Self.keys)
    changes.initialize(repeating: nil, count: Self.keys)
  }

  deinit {
    samples.deallocate()
    changes.deallocate()
  }

  // MARK: The giving thread

  /// Gives a frame; it is dropped where the other side does not take.
  func give(_ frame: UnsafeBufferPointer<Int16>) {
    let begin = given.load(ordering: .relaxed)
    guard begin - taken.load(ordering: .acquiring) < Self.frames, let source = frame.baseAddress else { return }
    let place = samples + begin % Self.frames * AudioFrame.samples
    if isMuted.load(ordering: .relaxed) {
      place.update(repeating: 0, count: AudioFrame.samples)
    } else {
      place.update(from: source, count: min(frame.count, AudioFrame.samples))
    }
    given.store(begin + 1, ordering: .releasing)
  }

  func give(_ change: TelephoneEventReceiver.Change) {
    // The end of a key that began before is always given.
    if case .began = change, isMuted.load(ordering: .relaxed) { return }
    let begin = changesGiven.load(ordering: .relaxed)
    guard begin - changesTaken.load(ordering: .acquiring) < Self.keys else { return }
    changes[begin % Self.keys] = change
    changesGiven.store(begin + 1, ordering: .releasing)
  }

  // MARK: The taking thread

  /// The next frame, valid until the next call; `nil` where none is there.
  func take() -> UnsafeBufferPointer<Int16>? {
    // What was handed out last is given back only now.
    var begin = taken.load(ordering: .relaxed)
    let end = given.load(ordering: .acquiring)
    if isFlowing, begin < end {
      begin += 1
      taken.store(begin, ordering: .releasing)
    }
    if end - begin > Self.reserve + 2 {
      // The taking side stood still for a while: what is old is left out.
      begin = end - Self.reserve
      taken.store(begin, ordering: .releasing)
    }
    if !isFlowing, end - begin < Self.reserve { return nil }
    isFlowing = begin < end
    guard isFlowing else { return nil }
    return UnsafeBufferPointer(start: samples + begin % Self.frames * AudioFrame.samples, count: AudioFrame.samples)
  }

  func takeChange() -> TelephoneEventReceiver.Change? {
    let begin = changesTaken.load(ordering: .relaxed)
    guard begin < changesGiven.load(ordering: .acquiring) else { return nil }
    defer { changesTaken.store(begin + 1, ordering: .releasing) }
    return changes[begin % Self.keys]
  }
}

/// One call's end of a bridge.
struct BridgeEnd: Sendable {
  let out: BridgeWay
  let back: BridgeWay
}
