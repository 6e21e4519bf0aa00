/// Content that is often found under a name ending in `.wav`.
enum ForeignContent {
  /// In words, `nil` if the bytes show no such thing.
  ///
  /// - Parameter isHeaderless: whether any bytes may be sound. Then only what cannot be chance counts: quiet µ-law
  ///   begins like MP3, and quiet A-law is a row of U.
  static func name(of beginning: [UInt8], isHeaderless: Bool) -> String? {
    if !isHeaderless {
      if beginning.starts(with: [0x1F, 0x8B]) { return "a gzip archive" }
      if beginning.count >= 2, beginning[0] == 0xFF, isMPEGAudio(beginning[1]) { return "an MP3 file" }
      if isText(beginning) { return markup(beginning) ?? "text" }
    }
    for (bytes, name) in signatures where beginning.starts(with: bytes.utf8) { return name }
    if beginning.count >= 12, beginning[4..<8].elementsEqual("ftyp".utf8) { return "an MP4 or M4A file" }
    return markup(beginning)
  }

  private static let signatures = [
    ("ID3", "an MP3 file"), ("OggS", "an Ogg file"), ("fLaC", "a FLAC file"), ("FORM", "an AIFF file"),
    ("caff", "a Core Audio file"), ("PK\u{3}\u{4}", "a ZIP archive"), ("\u{7F}ELF", "a program"),
    ("#!AMR", "an AMR file"), ("%PDF", "a PDF file"), ("GIF8", "a picture"),
  ]

  /// The second byte of an MPEG audio frame of layer III, MPEG-1 or 2.
  private static func isMPEGAudio(_ byte: UInt8) -> Bool { [0xFA, 0xFB, 0xF2, 0xF3].contains(byte) }

  private static func isText(_ beginning: [UInt8]) -> Bool {
    beginning.count >= 16 && beginning.allSatisfy { (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }
  }

  private static func markup(_ beginning: [UInt8]) -> String? {
    let start = beginning.drop { [0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
    let words = String(decoding: start.prefix(14), as: UTF8.self).lowercased()
    if words.hasPrefix("<!doctype html") || words.hasPrefix("<html") { return "a web page" }
    if words.hasPrefix("<?xml") || words.hasPrefix("<vxml") { return "an XML document" }
    return nil
  }
}
