import CJavaScriptCore

/// Texts to the engine and back.
enum EngineString {
  /// Makes an engine's string of the text for as long as `body` runs.
  static func lend<T, Failure: Error>(
    _ text: String, _ body: (JSStringRef?) throws(Failure) -> T
  ) throws(Failure) -> T {
    let string = make(text)
    defer { if let string { JSStringRelease(string) } }
    return try body(string)
  }

  /// The text of a string that the engine made for us, which is released.
  static func take(_ string: JSStringRef) -> String {
    defer { JSStringRelease(string) }
    return text(string)
  }

  /// What may leave a context: U+0000 and unpaired surrogates are U+FFFD.
  static func text(_ string: JSStringRef) -> String {
    guard let units = JSStringGetCharactersPtr(string) else { return "" }
    let buffer = UnsafeBufferPointer(start: units, count: JSStringGetLength(string))
    guard buffer.contains(0) else { return String(decoding: buffer, as: UTF16.self) }
    return String(decoding: buffer.lazy.map { $0 == 0 ? 0xFFFD : $0 }, as: UTF16.self)
  }

  private static func make(_ text: String) -> JSStringRef? {
    // The engine's own reading of UTF-8 stops at a NUL, but keeps ASCII in one byte a character.
    if !text.utf8.contains(0) { return text.withCString { JSStringCreateWithUTF8CString($0) } }
    let units = Array(text.utf16)
    return JSStringCreateWithCharacters(units, units.count)
  }
}
