/// A function declaration among the pieces of a source.
struct SourceFunction {
  let name: String
  let parameters: [String]
  let body: Range<Int>
  let whole: Range<Int>

  /// The first `function name(…) {…}`. A function expression without a name is part of what it stands in.
  static func first(in pieces: [SourcePiece]) -> SourceFunction? {
    for index in pieces.indices where pieces[index] == .word("function") {
      guard index + 2 < pieces.count, case .word(let name) = pieces[index + 1], pieces[index + 2] == .mark("("),
        let end = closing(of: index + 2, in: pieces), end + 1 < pieces.count, pieces[end + 1] == .mark("{"),
        let last = closing(of: end + 1, in: pieces)
      else { continue }
      let parameters: [String] = pieces[(index + 3)..<end].compactMap {
        if case .word(let word) = $0 { word } else { nil }
      }
      return SourceFunction(
        name: name, parameters: parameters, body: (end + 2)..<last, whole: index..<(last + 1))
    }
    return nil
  }

  private static func closing(of open: Int, in pieces: [SourcePiece]) -> Int? {
    var depth = 0
    for index in open..<pieces.count {
      guard case .mark(let byte) = pieces[index] else { continue }
      if "([{".utf8.contains(byte) { depth += 1 }
      if ")]}".utf8.contains(byte) {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension SourceNames {
  static let keywords: Set<String> = [
    "break", "case", "catch", "class", "const", "continue", "default", "delete", "do", "else", "extends", "false",
    "finally", "for", "function", "if", "in", "instanceof", "let", "new", "null", "of", "return", "super", "switch",
    "throw", "true", "try", "typeof", "undefined", "var", "void", "while", "with",
  ]

  /// Objects of the language that keep nothing of what they are given.
  static let builtins: Set<String> = [
    "Array", "Boolean", "Date", "Intl", "JSON", "Math", "Number", "Object", "RegExp", "String", "Symbol",
  ]

  /// Methods that keep nothing of what they are given.
  static let harmlessMethods: Set<String> = [
    "apply", "at", "bind", "call", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "every", "exec",
    "filter", "find", "findIndex", "flat", "flatMap", "forEach", "getAttribute", "getDate", "getDay",
    "getElementById", "getElementsByTagName", "getFullYear", "getHours", "getMinutes", "getMonth", "getTime", "has",
    "hasOwnProperty", "includes", "indexOf", "item", "join", "keys", "lastIndexOf", "localeCompare", "map", "match",
    "normalize", "padEnd", "padStart", "reduce", "reduceRight", "repeat", "replace", "reverse", "search", "slice",
    "some", "sort", "split", "startsWith", "substr", "substring", "test", "toFixed", "toLocaleString", "toLowerCase",
    "toPrecision", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "valueOf", "values",
  ]
}
