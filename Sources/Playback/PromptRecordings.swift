import CallInterface
import CallRuntime
import Prompting
import SpeechSynthesis

/// The recordings of a folder `Prompts/`, one folder a language, that spoken values are made of.
public struct PromptRecordings: Sendable {
  /// By language, then id: an absolute URI.
  private let uris: [String: [String: String]]

  /// - Parameter folder: absolute. A folder without manifests has no recordings; entries without a file are none.
  public init(folder: String) {
    uris = PromptFolders(folder).recorded.mapValues { $0.mapValues(FileLoader.uri(ofPath:)) }
  }

  /// What speaks a value under `say-as`; `nil` for plain words.
  func segments(of speech: Speech) -> [PromptSegment]? {
    SayAs.segments(speech.text, style: speech.style, language: speech.language) { id, language in
      uris[language]?[id]
    }
  }
}
