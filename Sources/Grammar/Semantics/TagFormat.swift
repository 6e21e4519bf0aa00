/// The language that a grammar's tags are written in (SRGS §4.8).
enum TagFormat: Hashable {
  /// `semantics/1.0`: ECMAScript.
  case script
  /// `semantics/1.0-literals`: the text itself is the value.
  case literals
  /// No `tag-format`: ECMAScript, old-style `$` or a bare literal (SISR-27).
  case unstated
  /// Not ours: the tags are kept out of the meaning (SISR-26).
  case unknown

  init(_ name: String?) {
    switch name {
    case nil, "": self = .unstated
    case "semantics/1.0": self = .script
    case "semantics/1.0-literals": self = .literals
    default: self = .unknown
    }
  }
}
