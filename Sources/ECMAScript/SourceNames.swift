/// What can be said of the names in a piece of ECMAScript without running it: which it may read, and which it may store
/// something in. Errs on the side of too many.
public struct SourceNames: Hashable, Sendable {
  /// Names that it may read, each with the members it reaches in it; `""` is the whole of it.
  public private(set) var read: [String: Set<String>] = [:]
  /// Names that it may assign to, or into whose value it may put something.
  public private(set) var stored: Set<String> = []
  /// Names that are its own: parameters, and what it declares.
  public private(set) var local: Set<String> = []
  /// Whether it may reach names that are not in its text: `eval`, computed members of scopes.
  public private(set) var isOpen = false
  /// Its functions by name, their bodies left out of all above.
  public private(set) var functions: [String: Function] = [:]
  /// Whether it has functions that are no declarations.
  public private(set) var makesFunctions = false

  /// A function of a name.
  public struct Function: Hashable, Sendable {
    public let parameters: [String]
    public let body: BodyNames
  }

  /// Names of a function's body.
  public struct BodyNames: Hashable, Sendable {
    public let read: Set<String>
    public let stored: Set<String>
    public let local: Set<String>
    public let isOpen: Bool
  }

  public init(_ source: String) {
    let scanned = SourcePieces(source)
    isOpen = scanned.isUncertain
    var pieces = scanned.pieces
    while let found = SourceFunction.first(in: pieces) {
      let inner = SourceNames(pieces: Array(pieces[found.body]))
      var read = Set(inner.read.keys)
      var stored = inner.stored
      var local = inner.local
      // What stands inside a function inside is its own part.
      for function in inner.functions.values {
        read.formUnion(function.body.read)
        stored.formUnion(function.body.stored)
        local.formUnion(function.body.local)
        local.formUnion(function.parameters)
      }
      functions[found.name] = Function(
        parameters: found.parameters,
        body: BodyNames(
          read: read.subtracting(local).subtracting(found.parameters), stored: stored,
          local: local.subtracting(found.parameters),
          isOpen: inner.isOpen || inner.functions.values.contains(where: \.body.isOpen)))
      pieces.replaceSubrange(found.whole, with: [.mark(";")])
    }
    note(pieces)
  }

  private init(pieces: [SourcePiece]) {
    note(pieces)
  }

  // MARK: Words

  /// Objects whose members are variables.
  public static let scopes: Set<String> = ["application", "document", "dialog", "session", "globalThis", "self"]

  private mutating func note(_ pieces: [SourcePiece]) {
    for index in pieces.indices {
      switch pieces[index] {
      case .word(let word): note(word, at: index, in: pieces)
      case .mark(UInt8(ascii: "=")): noteAssignment(at: index, in: pieces)
      case .text, .mark, .other: break
      }
    }
  }

  private mutating func note(_ word: String, at index: Int, in pieces: [SourcePiece]) {
    let before = index > 0 ? pieces[index - 1] : nil
    let after = index + 1 < pieces.count ? pieces[index + 1] : nil
    if word.contains("\\") { isOpen = true }
    if before == .mark("."), !Self.isSpread(index, pieces) {
      if word == "constructor" { isOpen = true }
      if after == .mark("(") { noteCall(of: word, at: index, in: pieces) }
      return
    }
    if Self.keywords.contains(word) { return noteKeyword(word, at: index, in: pieces) }
    if after == .mark(":"), before == .mark("{") || before == .mark(",") { return }
    if word == "eval" || word == "Function" { isOpen = true }
    if Self.scopes.contains(word) || word == "this" {
      guard let (name, end) = Self.member(after: index, in: pieces) else {
        if word != "this" || after == .mark("[") { isOpen = true }
        return
      }
      if !Self.scopes.contains(name) { read[name, default: []].insert(Self.memberName(after: end, in: pieces)) }
      return
    }
    if ["var", "let", "const", "function"].contains(where: { before == .word($0) }) { local.insert(word) }
    read[word, default: []].insert(Self.memberName(after: index, in: pieces))
  }

  private mutating func noteKeyword(_ word: String, at index: Int, in pieces: [SourcePiece]) {
    if word == "function" { makesFunctions = true }
    guard word == "of" || word == "in", index > 0, case .word(let name) = pieces[index - 1] else { return }
    stored.insert(name)
  }

  /// `...rest` is no member.
  private static func isSpread(_ index: Int, _ pieces: [SourcePiece]) -> Bool {
    index > 1 && pieces[index - 2] == .mark(".")
  }

  /// The member of the value at a place, with the place where its name ends.
  private static func member(after index: Int, in pieces: [SourcePiece]) -> (name: String, end: Int)? {
    var next = index + 1
    if next < pieces.count, pieces[next] == .mark("?") { next += 1 }
    guard next + 1 < pieces.count else { return nil }
    if pieces[next] == .mark("."), case .word(let name) = pieces[next + 1] { return (name, next + 1) }
    if pieces[next] == .mark("["), next + 2 < pieces.count, case .text(let name) = pieces[next + 1],
      pieces[next + 2] == .mark("]")
    {
      return (name, next + 2)
    }
    return nil
  }

  private static func memberName(after index: Int, in pieces: [SourcePiece]) -> String {
    member(after: index, in: pieces)?.name ?? ""
  }

  // MARK: Stores

  /// A method may keep what it is given in its object, unless it is known not to.
  private mutating func noteCall(of method: String, at index: Int, in pieces: [SourcePiece]) {
    guard !Self.harmlessMethods.contains(method) else { return }
    for name in Self.target(endingBefore: index - 1, in: pieces) where !Self.builtins.contains(name) {
      stored.insert(name)
    }
    if method == "assign" || method == "defineProperty" { stored.formUnion(read.keys) }
  }

  private mutating func noteAssignment(at index: Int, in pieces: [SourcePiece]) {
    let next = index + 1 < pieces.count ? pieces[index + 1] : .other
    if next == .mark(">") { makesFunctions = true }
    guard next != .mark("="), next != .mark(">"), index > 0 else { return }
    var end = index
    if case .mark(let byte) = pieces[index - 1] {
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: "!") { return }
      let isShift = index > 1 && pieces[index - 2] == pieces[index - 1]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">"), !isShift { return }
      while end > 0, case .mark(let byte) = pieces[end - 1], !")]}".utf8.contains(byte) { end -= 1 }
    }
    stored.formUnion(Self.target(endingBefore: end, in: pieces))
  }

  /// The variables of `a`, `a.b[c]`, `document.a`, `[a, b]` or `{a}` that ends before a place.
  private static func target(endingBefore end: Int, in pieces: [SourcePiece]) -> Set<String> {
    var at = end - 1
    while at >= 0 {
      switch pieces[at] {
      case .word(let word):
        if at > 0, pieces[at - 1] == .mark(".") {
          if at > 1, case .word(let scope) = pieces[at - 2], scopes.contains(scope) || scope == "this" { return [word] }
          at -= 2
          continue
        }
        return [word]
      case .mark(let byte) where ")]}".utf8.contains(byte):
        guard let open = opening(of: at, in: pieces) else { return [] }
        let isMember = open > 0 && isValueEnd(pieces[open - 1])
        guard isMember else { return words(in: pieces[open...at]) }
        at = open - 1
      case .mark, .text, .other:
        return []
      }
    }
    return []
  }

  private static func isValueEnd(_ piece: SourcePiece) -> Bool {
    switch piece {
    case .word(let word): !keywords.contains(word)
    case .mark(let byte): byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
    case .text, .other: false
    }
  }

  static func opening(of close: Int, in pieces: [SourcePiece]) -> Int? {
    var depth = 0
    for index in stride(from: close, through: 0, by: -1) {
      guard case .mark(let byte) = pieces[index] else { continue }
      if ")]}".utf8.contains(byte) { depth += 1 }
      if "([{".utf8.contains(byte) {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func words(in pieces: ArraySlice<SourcePiece>) -> Set<String> {
    Set(pieces.compactMap { if case .word(let word) = $0, !keywords.contains(word) { word } else { nil } })
  }
}
