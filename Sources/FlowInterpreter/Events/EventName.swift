/// Dotted event names (VoiceXML 2.0 §5.2.4).
enum EventName {
  /// Whether a text can be the name of an event: not empty and without blanks.
  static func isValid(_ name: String) -> Bool { !name.isEmpty && !name.contains(where: \.isWhitespace) }

  /// `a.b.c`, `a.b`, `a`.
  static func prefixes(of event: String) -> [String] {
    var prefixes = [event]
    var rest = Substring(event)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      prefixes.append(String(rest))
    }
    return prefixes
  }

  /// Whether a handler for `pattern` catches `event`: the same name, or a prefix by whole parts; empty and "." catch all.
  static func pattern(_ pattern: String, catches event: String) -> Bool {
    // By bytes: this is asked for every handler at every event.
    let dot = UInt8(ascii: ".")
    var name = pattern.utf8[...]
    if name.last == dot { name.removeLast() }
    if name.isEmpty { return true }
    let event = event.utf8
    guard event.starts(with: name) else { return false }
    return event.count == name.count || event.dropFirst(name.count).first == dot
  }

  /// The name whose counter a pattern that catches `event` goes by.
  static func counted(_ pattern: String, of event: String) -> String {
    if pattern.isEmpty || pattern == "." { return event }
    return pattern.hasSuffix(".") ? String(pattern.dropLast()) : pattern
  }
}
