import CallScenarios
import Playback
import SpeechSynthesis
import Synchronization

/// The recordings of spoken values that belong to each flow, looked for once.
final class PromptsOfFlows: Sendable {
  private let known = Mutex<[String: PromptRecordings]>([:])

  /// `nil` where the flow is no file.
  func recordings(of flow: String) -> PromptRecordings? {
    guard let path = FileURI.path(of: flow) else { return nil }
    return known.withLock { known in
      let folder = PromptFolders.path(forFlow: path)
      if let found = known[folder] { return found }
      let recordings = PromptRecordings(folder: folder)
      known[folder] = recordings
      return recordings
    }
  }
}
