import Audio
import CallInterface
import Foundation

/// Recordings of one sounding call, in a folder of its own.
final class ScenarioRecordings: RecordingShelving {
  private let isBroken: Bool
  private let path: String
  private let folder: RecordingFolder

  /// - Parameter isBroken: none can be made.
  init(isBroken: Bool) {
    self.isBroken = isBroken
    path = FileURI.absolute("attendant-\(UUID().uuidString)", in: FileManager.default.temporaryDirectory.path)
    folder = RecordingFolder(path, call: "recording")
  }

  deinit {
    // Made only by a flow that records. What cannot be removed stays where temporary things lie.
    if FileManager.default.fileExists(atPath: path) { try? FileManager.default.removeItem(atPath: path) }
  }

  func newRecorder(_ request: RecordingRequest) throws(RecordingFault) -> Recorder {
    if isBroken { throw .cannotCreate(path: path, reason: "the scenario says so") }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .cannotCreate(path: path, reason: error.localizedDescription)
    }
    return try folder.newRecorder(request)
  }
}
