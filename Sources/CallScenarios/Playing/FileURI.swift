import CallRuntime
import Foundation

/// Files as people name them and as calls name them.
public enum FileURI {
  /// The absolute URI of what a person wrote: a path, or a URI that stays what it is.
  /// - Parameter folder: where relative paths begin; the present folder where it is `nil`.
  public static func uri(of written: String, in folder: String? = nil) -> String {
    if let scheme = written.firstRange(of: "://"), written[..<scheme.lowerBound].allSatisfy(\.isLetter) {
      return written
    }
    if written.hasPrefix("file:/") { return written }
    // A fragment names a dialog of the flow, unless a file is called that.
    var path = written
    var fragment = ""
    if let hash = written.lastIndex(of: "#"), !FileManager.default.fileExists(atPath: absolute(written, in: folder)) {
      path = String(written[..<hash])
      fragment = String(written[hash...])
    }
    return FileLoader.uri(ofPath: absolute(path, in: folder)) + fragment
  }

  /// The path of a `file:` URI, or `nil` for another scheme.
  public static func path(of uri: String) -> String? {
    guard uri.hasPrefix("file:") else { return nil }
    var rest = uri.dropFirst(5).prefix { $0 != "#" && $0 != "?" }
    if rest.hasPrefix("//") { rest = rest.dropFirst(2).drop { $0 != "/" } }
    let path = String(rest)
    return path.utf8.contains(UInt8(ascii: "%")) ? path.removingPercentEncoding : path
  }

  /// An absolute path without `.` and `..`.
  public static func absolute(_ path: String, in folder: String? = nil) -> String {
    let start = path.hasPrefix("/") ? "" : (folder ?? FileManager.default.currentDirectoryPath) + "/"
    var parts: [Substring] = []
    for part in (start + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
