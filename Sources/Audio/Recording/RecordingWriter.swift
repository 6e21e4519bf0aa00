import Synchronization

/// A recording that is written as it grows: the media thread pushes frames and never waits, another drains them to the
/// disk.
///
/// `@unchecked Sendable`: `owed` is touched only by the pushing thread, `file` and the two buffers only by the draining
/// thread (one at a time), the ring guards itself, `newest` says who may touch its newest samples, and the rest is atomic
/// or constant.
public final class RecordingWriter: @unchecked Sendable {
  /// What became of a recording.
  public struct Whole: Hashable, Sendable {
    /// Where it can be read: its own, or of a nameless one that of its descriptor, until `discard`.
    public let path: String
    /// Samples of each channel.
    public let length: Int
    /// Of the file, in bytes.
    public let size: Int
    /// Why there is less than was pushed.
    public let fault: RecordingFault?
  }

  public let path: String
  public let format: RecordingFormat
  private let ring: SampleRing
  private let lostSamples = Atomic<Int>(0)
  private let failed = Atomic<Bool>(false)
  private var owed = 0
  private let file: RecordingFile
  private let samples: UnsafeMutableBufferPointer<Int16>
  private let coded: UnsafeMutableBufferPointer<UInt8>
  /// How many of the newest samples, of all channels, wait for `finish`, so that `silence` can still reach them.
  private let heldBack: Int
  private let newest = Atomic<Newest>(.free)

  private enum Newest: UInt8, AtomicRepresentable {
    case free, beingSilenced, beingWritten
  }

  /// Creates `<path>.part`; the name without `.part` appears when the recording is whole.
  ///
  /// - Parameters:
  ///   - isNameless: nobody finds it by a name, now or after a crash; it is read at `Whole.path` until `discard`.
  ///   - heldBack: how many samples, of all channels, `silence` can reach; whole frames.
  public init(
    path: String, format: RecordingFormat, limits: RecordingLimits = RecordingLimits(), isNameless: Bool = false,
    heldBack: Int = 0
  ) throws(RecordingFault) {
    self.path = path
    self.format = format
    self.heldBack = heldBack
    file = try RecordingFile(path, format, limits, isNameless: isNameless)
    ring = SampleRing(capacity: 2 * AudioFrame.sampleRate * format.channels)
    samples = .allocate(capacity: 2048)
    coded = .allocate(capacity: 4096)
  }

  deinit {
    samples.deallocate()
    coded.deallocate()
  }

  // MARK: The media thread

  /// Adds samples, those of two channels in turn. Never waits and never allocates. Where the draining is so late that
  /// there is no room, silence of the same length is recorded instead, so that time stays true.
  ///
  /// - Returns: whether they were taken; `lost` counts the others.
  @discardableResult
  public func push(_ frame: UnsafeBufferPointer<Int16>) -> Bool {
    guard payDebt(), ring.room >= frame.count else {
      owed += frame.count
      lostSamples.store(lost + frame.count, ordering: .relaxed)
      return false
    }
    return ring.write(frame) == frame.count
  }

  /// Puts silence in the place of the newest samples, of all channels; it reaches as far back as `heldBack`.
  public func silence(last count: Int) {
    let (isMine, _) = newest.compareExchange(expected: .free, desired: .beingSilenced, ordering: .acquiring)
    // Else the recording is being ended.
    guard isMine else { return }
    // What is owed is silence already, and behind everything that is in the ring.
    ring.silence(last: min(count, heldBack) - owed)
    newest.store(.free, ordering: .releasing)
  }

  /// How many samples, of all channels, can be pushed now without loss.
  public var room: Int { max(0, ring.room - owed) }

  /// Samples, of all channels, for which silence was recorded.
  public var lost: Int { lostSamples.load(ordering: .relaxed) }

  /// Whether a write failed: nothing more will be recorded.
  public var hasFailed: Bool { failed.load(ordering: .acquiring) }

  /// Whether the silence for everything that was lost is recorded.
  private func payDebt() -> Bool {
    guard owed > 0 else { return true }
    owed -= ring.writeSilence(owed)
    return owed == 0
  }

  // MARK: The draining thread

  /// Whether half a second waits to be written. To drain then is to lose no more than a second in a crash.
  public var wantsDraining: Bool { ring.count >= AudioFrame.sampleRate / 2 * format.channels }

  /// Writes everything pushed so far, but for what is held back.
  ///
  /// - Throws: once; after that nothing more is written, and `finish` keeps what was.
  public func drain() throws(RecordingFault) {
    try drain(keeping: heldBack)
  }

  private func drain(keeping held: Int) throws(RecordingFault) {
    // Of two channels, whole frames: the other half may still be coming.
    while case let ready = min(samples.count, (ring.count - held) / format.channels * format.channels), ready > 0 {
      let count = ring.take(into: UnsafeMutableBufferPointer(rebasing: samples[..<ready]))
      if hasFailed { continue }
      try append(count)
    }
  }

  /// Drains, and ends the file: after this nothing may be pushed.
  ///
  /// - Parameter length: samples of each channel to keep; what is missing was lost and becomes silence. `nil` keeps all.
  /// - Throws: where not even the header can be written; the next start mends the file.
  public func finish(keeping length: Int? = nil) throws(RecordingFault) -> Whole {
    // No longer than it takes to write silence over some frames.
    while !newest.compareExchange(expected: .free, desired: .beingWritten, ordering: .acquiring).exchanged,
      newest.load(ordering: .relaxed) != .beingWritten
    {}
    var fault: RecordingFault?
    do throws(RecordingFault) {
      try drain(keeping: 0)
      if let length { try pad(to: length) }
    } catch {
      fault = error
    }
    try file.finish(keeping: length ?? file.frames)
    return Whole(path: file.place, length: file.frames, size: file.size, fault: fault)
  }

  /// Leaves nothing on the disk; of a recording that is whole, only where it is nameless.
  public func discard() { file.discard() }

  private func pad(to length: Int) throws(RecordingFault) {
    samples.update(repeating: 0)
    while !hasFailed, file.frames < length {
      try append(min(samples.count, (length - file.frames) * format.channels))
    }
  }

  private func append(_ count: Int) throws(RecordingFault) {
    let bytes = encode(count)
    do throws(RecordingFault) {
      try file.append(UnsafeBufferPointer(rebasing: coded[..<bytes]))
    } catch {
      failed.store(true, ordering: .releasing)
      throw error
    }
  }

  /// How many bytes the first so many samples became.
  private func encode(_ count: Int) -> Int {
    let source = UnsafeBufferPointer(rebasing: samples[..<count])
    switch format.coding {
    case .aLaw: return G711.aLaw.encode(source, into: coded)
    case .uLaw: return G711.muLaw.encode(source, into: coded)
    case .pcm16:
      for index in 0..<count {
        let bits = UInt16(bitPattern: source[index])
        coded[2 * index] = UInt8(truncatingIfNeeded: bits)
        coded[2 * index + 1] = UInt8(truncatingIfNeeded: bits >> 8)
      }
      return 2 * count
    }
  }
}
