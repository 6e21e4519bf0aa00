import FlowParser

/// When two URIs are one file: `file:/a%20b` and `file:///a b` are.
enum FlowIdentity {
  /// Equal for URIs of one file. Other URIs stand for themselves.
  static func key(_ uri: String) -> String {
    for prefix in ["file://localhost/", "file:///", "file:/"] where uri.lowercased().hasPrefix(prefix) {
      return "file:///" + PercentDecoding.text(String(uri.dropFirst(prefix.count)))
    }
    return uri
  }
}
