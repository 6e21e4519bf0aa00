import CallInterface
import Foundation

/// Paths of `file:` URIs.
enum FilePath {
  /// `nil` for other schemes, for other hosts, and for what is no path.
  static func path(of uri: String) -> String? {
    let parts = URIParts(uri)
    guard parts.scheme == "file", ["", "localhost"].contains(parts.host) else { return nil }
    return parts.path.removingPercentEncoding
  }
}
