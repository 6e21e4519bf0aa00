import Foundation

/// The scenario files that paths stand for.
enum ScenarioSearch {
  /// Files as they were named, and of each folder all `.call` files below it by name.
  static func files(in paths: [String]) throws -> [String] {
    var files: [String] = []
    var isComplete = true
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        tell(path, "there is no such file or folder")
        isComplete = false
        continue
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      let found = scenarios(below: path)
      if found.isEmpty {
        tell(path, "there is no scenario file (.call) in this folder")
        isComplete = false
      }
      files += found
    }
    guard isComplete else { throw Exit.failed }
    return files
  }

  private static func scenarios(below folder: String) -> [String] {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let place = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard let names = FileManager.default.enumerator(atPath: place) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".call") }.sorted().map { prefix + $0 }
  }

  private static func tell(_ path: String, _ message: String) {
    Output.errors.line(Finding.text(Finding.file(path, message), inColour: Output.errors.inColour))
  }
}
