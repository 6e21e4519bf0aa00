import CallScenarios
import SpeechSynthesis

extension FlowSet {
  /// - Parameter uris: of files, absolute.
  init(files uris: [String]) {
    self.init(uris) { uri throws(FlowSet.Unreadable) in
      do throws(SourceFile.Unreadable) {
        return try SourceFile.bytes(FileURI.path(of: uri) ?? uri)
      } catch {
        throw FlowSet.Unreadable(reason: error.reason)
      }
    }
  }
}
