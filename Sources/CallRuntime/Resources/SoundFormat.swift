import CallInterface

/// Sounds that a channel can be expected to play, told by their content or, without a header, by name or media type.
enum SoundFormat {
  private static let rawTypes: Set<String> = [
    "audio/basic", "audio/x-alaw-basic", "audio/vox", "audio/x-vox", "audio/l16", "audio/pcmu", "audio/pcma",
  ]
  private static let rawExtensions: Set<String> = ["ul", "al", "raw", "vox"]

  static func check(_ loaded: LoadedResource) -> Result<Void, BadContent> {
    let head = loaded.bytes.prefix(12)
    if head.count == 12, head.prefix(4).elementsEqual("RIFF".utf8), head.suffix(4).elementsEqual("WAVE".utf8) {
      return .success(())
    }
    if head.prefix(4).elementsEqual(".snd".utf8) { return .success(()) }
    let isRaw =
      rawExtensions.contains(fileExtension(URIParts(loaded.uri).path))
      || loaded.mediaType.map(rawTypes.contains) ?? false
    return isRaw && !loaded.bytes.isEmpty ? .success(()) : .failure(.unsupportedFormat("sound"))
  }

  /// What to call a recording when it is submitted.
  static func mediaType(forPath path: String) -> String {
    switch fileExtension(path) {
    case "wav": "audio/x-wav"
    case "au", "snd", "ul": "audio/basic"
    case "al": "audio/x-alaw-basic"
    default: "application/octet-stream"
    }
  }

  private static func fileExtension(_ path: String) -> String {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
