#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Decodes scripts (VoiceXML 2.0 §5.3.12): a byte order mark wins, then the charset that was named, then UTF-8.
enum ScriptText {
  static func decode(_ bytes: [UInt8], charset: String?) -> Result<String, BadContent> {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFE, 0xFF]) { return convert(Array(bytes.dropFirst(2)), from: "UTF-16BE") }
    if bytes.starts(with: [0xFF, 0xFE]) { return convert(Array(bytes.dropFirst(2)), from: "UTF-16LE") }
    guard let charset, !["utf-8", "utf8"].contains(charset.lowercased()) else { return utf8(bytes[...]) }
    return convert(bytes, from: charset)
  }

  private static func utf8(_ bytes: ArraySlice<UInt8>) -> Result<String, BadContent> {
    guard let text = String(validating: bytes, as: UTF8.self) else { return bad("UTF-8") }
    return .success(text)
  }

  /// By the system's converter, which knows the Chinese charsets too.
  private static func convert(_ bytes: [UInt8], from charset: String) -> Result<String, BadContent> {
    // Anything else in a name is an option of the converter, such as //IGNORE.
    let isName =
      !charset.isEmpty && charset.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_:.+".utf8.contains($0) }
    guard isName, let converter = iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else {
      return .failure(.malformed("its charset '\(charset)' is not known"))
    }
    defer { iconv_close(converter) }
    // No charset needs more than four bytes of UTF-8 for one of its own.
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var input = bytes.map { CChar(bitPattern: $0) }
    let written = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output -> Int? in
        var from = input.baseAddress
        var fromLeft = input.count
        var to = output.baseAddress
        var toLeft = output.count
        guard iconv(converter, &from, &fromLeft, &to, &toLeft) != -1, fromLeft == 0 else { return nil }
        return output.count - toLeft
      }
    }
    guard let written else { return bad(charset) }
    return utf8(output[..<written].map { UInt8(bitPattern: $0) }[...])
  }

  private static func bad(_ charset: String) -> Result<String, BadContent> {
    .failure(.malformed("its bytes are not \(charset)"))
  }
}
