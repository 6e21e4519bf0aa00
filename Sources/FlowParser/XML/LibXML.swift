internal import CLibXML2

/// What libxml2 asks of a process.
enum LibXML {
  /// Its tables are built once, before any thread uses them.
  private static let started: Void = xmlInitParser()

  static func initialise() { started }

  /// A reference resolved against a base (RFC 3986 §5); the reference itself where libxml2 cannot make sense of it.
  static func resolve(_ reference: String, against base: String) -> String {
    initialise()
    guard let built = xmlBuildURI(reference, base) else { return reference }
    defer { attendant_free(built) }
    return String(cString: built)
  }
}
