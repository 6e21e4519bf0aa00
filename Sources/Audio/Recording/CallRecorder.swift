/// A whole call on two channels: the caller on the left, what the caller hears on the right.
///
/// Keys that turn out to be secret only when they have been heard are taken out again: the newest sound waits that long.
///
/// The media thread calls everything but the writer; the writer guards itself against the draining thread.
public final class CallRecorder {
  /// How far back silence reaches, in samples: longer than a key takes to be recognised and its step to be taken.
  public static let delay = 10 * AudioFrame.samples

  /// Drained and finished by another thread.
  public let writer: RecordingWriter
  private let frame: UnsafeMutableBufferPointer<Int16>
  /// Silence is recorded while secure input is heard, so that time stays true.
  public private(set) var isPaused = false
  /// Samples of each channel so far.
  public private(set) var length = 0
  /// Where the keys began that can still be taken out, the oldest first; the last of them may still be held.
  private var keyBegins: [Int] = []
  private var isKeyHeld = false
  /// Whether the key that is held now is secret.
  private var silencesKey = false
  /// Until where a tone may still tell a key that a telephone-event told while recording was paused.
  private var echoEnd = 0
  private var isSilent: Bool { isPaused || silencesKey }

  public init(
    path: String, coding: RecordingFormat.Coding = .aLaw, limits: RecordingLimits = RecordingLimits()
  ) throws(RecordingFault) {
    writer = try RecordingWriter(
      path: path, format: RecordingFormat(.wav, coding, channels: 2), limits: limits, heldBack: 2 * Self.delay)
    frame = .allocate(capacity: 2 * AudioFrame.samples)
  }

  deinit { frame.deallocate() }

  /// Silence from now on; and in place of the keys that were just heard, which brought this about.
  public func pause() {
    isPaused = true
    concealKey()
  }

  /// What is said is recorded again; of a key that is still held, nothing.
  public func resume() {
    guard isPaused else { return }
    if isKeyHeld { silencesKey = true }
    echoEnd = length + KeyMerger.Settings().longestSkew
    isPaused = false
  }

  /// Silence in place of the keys that were just heard, and of the rest of the one that is held.
  public func concealKey() {
    if isKeyHeld { silencesKey = true }
    guard let first = keyBegins.first else { return }
    writer.silence(last: 2 * (length - first))
    keyBegins.removeAll(keepingCapacity: true)
  }

  /// A key was recognised in the frame last given to `advance`; its tone began so many samples before the end of that
  /// frame.
  /// - Parameter isNew: whether nothing has told this press before.
  public func keyBegan(samples: Int, isNew: Bool = true) {
    let begin = max(0, length - samples)
    keyBegins.append(begin)
    isKeyHeld = true
    if !isNew, begin < echoEnd { concealKey() }
  }

  public func keyEnded() {
    isKeyHeld = false
    silencesKey = false
  }

  /// One frame of both sides; where one is shorter, silence makes up for it.
  public func advance(caller: UnsafeBufferPointer<Int16>, heard: UnsafeBufferPointer<Int16>) {
    let count = max(caller.count, heard.count)
    length += count
    if let first = keyBegins.first, length - first > Self.delay { keyBegins.removeFirst() }
    var begin = 0
    while begin < count {
      let size = min(AudioFrame.samples, count - begin)
      for index in 0..<size {
        let place = begin + index
        frame[2 * index] = isSilent || place >= caller.count ? 0 : caller[place]
        frame[2 * index + 1] = isSilent || place >= heard.count ? 0 : heard[place]
      }
      writer.push(UnsafeBufferPointer(rebasing: frame[..<(2 * size)]))
      begin += size
    }
  }
}
