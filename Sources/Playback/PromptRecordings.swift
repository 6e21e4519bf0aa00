import CallInterface
import Foundation
import Prompting

/// The recordings of a folder `Prompts/`, one folder a language, that spoken values are made of.
public struct PromptRecordings: Sendable {
  /// By language, then id: an absolute URI.
  private let uris: [String: [String: String]]

  /// - Parameter folder: absolute. A folder without manifests has no recordings; entries without a file are none.
  public init(folder: String) {
    var uris: [String: [String: String]] = [:]
    let files = FileManager.default
    for language in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      let place = "\(folder)/\(language)"
      guard let text = files.contents(atPath: place + "/prompts.tsv") else { continue }
      for entry in PromptManifest.parse(String(decoding: text, as: UTF8.self)).manifest.entries {
        let path = "\(place)/\(entry.file)"
        guard files.fileExists(atPath: path) else { continue }
        uris[language, default: [:]][entry.id] = URL(fileURLWithPath: path).absoluteString
      }
    }
    self.uris = uris
  }

  /// What speaks a value under `say-as`; `nil` for plain words.
  func segments(of speech: Speech) -> [PromptSegment]? {
    SayAs.segments(speech.text, style: speech.style, language: speech.language) { id, language in
      uris[language]?[id]
    }
  }
}
