public import CallInterface
import Synchronization

/// Where the recordings of a call are made.
public protocol RecordingShelving: Sendable {
  /// A recorder for one `record` item, ready to take frames.
  func newRecorder(_ request: RecordingRequest) throws(RecordingFault) -> Recorder
}

/// A folder for recordings; their names tell the call and count up.
public final class RecordingFolder: RecordingShelving {
  private let folder: String
  private let call: String
  private let wav: RecordingFormat.Coding
  private let limits: RecordingLimits
  private let count = Atomic<Int>(0)

  /// - Parameters:
  ///   - folder: absolute; must exist.
  ///   - call: the beginning of each name.
  ///   - wav: the coding of WAV files.
  public init(
    _ folder: String, call: String, wav: RecordingFormat.Coding = .pcm16, limits: RecordingLimits = RecordingLimits()
  ) {
    self.folder = folder
    self.call = call
    self.wav = wav
    self.limits = limits
  }

  public func newRecorder(_ request: RecordingRequest) throws(RecordingFault) -> Recorder {
    let number = count.add(1, ordering: .relaxed).newValue
    let ending = RecordingFormat(mediaType: request.type, wav: wav)?.ending ?? "wav"
    return try Recorder(request, path: "\(folder)/\(call)-\(number).\(ending)", wav: wav, limits: limits)
  }
}
