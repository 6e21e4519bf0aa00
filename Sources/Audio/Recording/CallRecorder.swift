/// A whole call on two channels: the caller on the left, what the caller hears on the right.
///
/// The media thread calls `advance`, `pause` and `resume`; the writer guards itself against the draining thread.
public final class CallRecorder {
  /// Drained and finished by another thread.
  public let writer: RecordingWriter
  private let frame: UnsafeMutableBufferPointer<Int16>
  /// Silence is recorded while secure input is heard, so that time stays true.
  public private(set) var isPaused = false
  /// Samples of each channel so far.
  public private(set) var length = 0

  public init(
    path: String, coding: RecordingFormat.Coding = .aLaw, limits: RecordingLimits = RecordingLimits()
  ) throws(RecordingFault) {
    writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, coding, channels: 2), limits: limits)
    frame = .allocate(capacity: 2 * AudioFrame.samples)
  }

  deinit { frame.deallocate() }

  public func pause() { isPaused = true }

  public func resume() { isPaused = false }

  /// One frame of both sides; where one is shorter, silence makes up for it.
  public func advance(caller: UnsafeBufferPointer<Int16>, heard: UnsafeBufferPointer<Int16>) {
    let count = max(caller.count, heard.count)
    length += count
    var begin = 0
    while begin < count {
      let size = min(AudioFrame.samples, count - begin)
      for index in 0..<size {
        let place = begin + index
        frame[2 * index] = isPaused || place >= caller.count ? 0 : caller[place]
        frame[2 * index + 1] = isPaused || place >= heard.count ? 0 : heard[place]
      }
      writer.push(UnsafeBufferPointer(rebasing: frame[..<(2 * size)]))
      begin += size
    }
  }
}
