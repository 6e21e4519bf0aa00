/// The unit of everything a line hears and says: 20 ms of linear 16-bit sound at 8 kHz, one channel.
public enum AudioFrame {
  /// Samples a second.
  public static let sampleRate = 8000
  /// Samples in one frame.
  public static let samples = 160
  public static let duration = Duration.milliseconds(20)

  /// How long so many samples last.
  public static func duration(ofSamples count: Int) -> Duration {
    .microseconds(Int64(count) * 125)
  }

  /// How many whole samples last so long.
  public static func samples(in duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(clamping: seconds * 8000 + attoseconds / 125_000_000_000_000)
  }
}
