import Foundation

/// Files that were named on the command line.
enum SourceFile {
  /// Why a file cannot be read, in words.
  struct Unreadable: Error {
    let reason: String
  }

  static func bytes(_ path: String) throws(Unreadable) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unreadable(reason: "there is no such file")
    }
    guard !isFolder.boolValue else { throw Unreadable(reason: "this is a folder, not a file") }
    do {
      // Pipes and devices too, whose length nobody knows.
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return [UInt8](try file.readToEnd() ?? Data())
    } catch {
      throw Unreadable(reason: "the file cannot be read: \(error.localizedDescription)")
    }
  }

  static func text(_ path: String) throws(Unreadable) -> String {
    guard let text = String(validating: try bytes(path), as: UTF8.self) else {
      throw Unreadable(reason: "this is not UTF-8 text")
    }
    return text
  }
}
