import CallScenarios
import Foundation

/// Files in messages: relative to the present folder where they lie under it.
enum PathName {
  static func short(_ uriOrPath: String) -> String {
    let path = FileURI.path(of: uriOrPath) ?? uriOrPath
    let folder = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  /// The same in the middle of a text.
  static func shortened(_ text: String) -> String {
    text.replacing("file://" + FileManager.default.currentDirectoryPath + "/", with: "")
  }
}
