public import CallInterface

/// Something that the log of a line should hold, though the call goes on as if nothing were.
public enum LineNote: Hashable, Sendable {
  /// The prompt had so much silence in it because its sound was not there in time.
  case mediaLate(ActivityID, Duration)
  /// A frame of another size than 160 samples came, and was dropped.
  case wrongFrame(samples: Int)
  /// A recording takes no more: what is left of it can be written.
  case recordingOver(ActivityID)
  /// A sound that had begun could not be read to its end.
  case broken(String)
}

extension LineNote: CustomStringConvertible {
  public var description: String {
    switch self {
    case .mediaLate(let id, let missing): "prompt \(id): \(missing.wholeMilliseconds) ms of its sound came too late"
    case .wrongFrame(let samples): "a frame of \(samples) samples was dropped; a frame has \(AudioFrame.samples)"
    case .recordingOver(let id): "recording \(id) is over"
    case .broken(let what): what
    }
  }
}
