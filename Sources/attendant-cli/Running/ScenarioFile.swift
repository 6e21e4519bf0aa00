import CallScenarios
import Foundation

/// The scenario of a call, as `--record` writes it.
enum ScenarioFile {
  /// The flow as seen from the folder of the scenario, where it lies in that folder; else in full.
  static func flow(_ uri: String, for record: String?) -> String {
    guard let record, let path = FileURI.path(of: uri) else { return uri }
    let folder = FileURI.absolute("..", in: FileURI.absolute(record)) + "/"
    let dialog = uri.firstIndex(of: "#").map { String(uri[$0...]) } ?? ""
    return (path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path) + dialog
  }

  static func write(_ scenario: String, to path: String) throws {
    do {
      try scenario.write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      let reason = "the scenario cannot be written: \(error.localizedDescription)"
      Output.errors.line(Finding.text(Finding.file(path, reason), inColour: Output.errors.inColour))
      throw Exit.failed
    }
  }
}
