internal import CLibXML2

/// What libxml2 asks of a process.
enum LibXML {
  /// Its tables are built once, before any thread uses them.
  private static let started: Void = xmlInitParser()

  static func initialise() { started }

  enum URIJudgement: Hashable {
    case good
    /// Readable, but with a character that should be percent-encoded.
    case sloppy(Character)
    case bad
  }

  /// Whether a text is a URI reference (RFC 3986 §4.1). Characters beyond ASCII may stand as they are (RFC 3987); blanks
  /// and the like are common in file names and pardoned. An empty reference is good: it is the document itself.
  static func judgeURI(_ text: String) -> URIJudgement {
    guard !text.isEmpty else { return .good }
    initialise()
    guard let escaped = xmlURIEscapeStr(text, ":/?#[]@!$&'()*+,;=%") else { return .bad }
    defer { attendant_free(escaped) }
    let encoded = UnsafeRawPointer(escaped).assumingMemoryBound(to: CChar.self)
    guard let parsed = xmlParseURI(encoded) else { return .bad }
    xmlFreeURI(parsed)
    return text.first { sloppyCharacters.contains($0) }.map { .sloppy($0) } ?? .good
  }

  private static let sloppyCharacters: Set<Character> = [" ", "\"", "<", ">", "\\", "^", "`", "{", "|", "}"]

  /// A reference resolved against a base (RFC 3986 §5); the reference itself where libxml2 cannot make sense of it.
  static func resolve(_ reference: String, against base: String) -> String {
    initialise()
    guard let built = xmlBuildURI(reference, base) else { return reference }
    defer { attendant_free(built) }
    return String(cString: built)
  }
}
