/// What a caller hears, as a WAV file of 16-bit samples. The file has its name when the call is over, and `.part` behind
/// it until then.
public final class HeardFile: HeardSound {
  private let writer: RecordingWriter

  public init(path: String, limits: RecordingLimits = RecordingLimits()) throws(RecordingFault) {
    writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16), limits: limits)
  }

  public func take(_ frame: UnsafeBufferPointer<Int16>) throws {
    writer.push(frame)
    if writer.wantsDraining { try writer.drain() }
  }

  public func finish() throws {
    _ = try writer.finish()
  }
}
