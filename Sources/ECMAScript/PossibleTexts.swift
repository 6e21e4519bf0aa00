/// What texts an expression can come to, as far as one can read it: literals, choices between them (`a ? 'x' : 'y'`), and
/// what they begin with (`'x.' + a`). What is only computed is open.
public struct PossibleTexts: Hashable, Sendable {
  /// In the order in which they stand.
  public private(set) var texts: [String] = []
  /// Of texts whose rest is computed.
  public private(set) var beginnings: [String] = []
  /// Whether it may be any other text as well.
  public private(set) var isOpen = false

  /// More combinations than that are not looked at.
  private static let most = 64
  /// Pieces; nobody writes keys like that.
  private static let longest = 2000

  public init(of source: String) {
    if let template = Self.template(source) {
      self = template
      return
    }
    let pieces = SourcePieces(source)
    self = pieces.isUncertain || pieces.pieces.count > Self.longest ? .open : Self.read(pieces.pieces[...])
    // A beginning without a character says nothing.
    if beginnings.contains("") { isOpen = true }
    beginnings.removeAll(where: \.isEmpty)
  }

  private init(texts: [String] = [], beginnings: [String] = [], isOpen: Bool = false) {
    self.texts = texts
    self.beginnings = beginnings
    self.isOpen = isOpen
  }

  private static let open = PossibleTexts(isOpen: true)

  // MARK: Reading

  /// A template that is the whole expression.
  private static func template(_ source: String) -> PossibleTexts? {
    let text = source.drop(while: \.isWhitespace)
    guard text.first == "`" else { return nil }
    let inside = text.dropFirst()
    let end = inside.firstRange(of: "${")?.lowerBound ?? inside.firstIndex(of: "`") ?? inside.endIndex
    let written = String(inside[..<end])
    guard end < inside.endIndex, !written.contains("\\"), !written.contains("`") else { return open }
    if inside[end] == "$" { return written.isEmpty ? open : PossibleTexts(beginnings: [written]) }
    return inside[end...].dropFirst().allSatisfy(\.isWhitespace) ? PossibleTexts(texts: [written]) : open
  }

  private static func read(_ pieces: ArraySlice<SourcePiece>) -> PossibleTexts {
    let pieces = withoutBrackets(pieces)
    guard pieces.count > 1 else {
      guard case .text(let text)? = pieces.first, !text.contains("\\") else { return open }
      return PossibleTexts(texts: [text])
    }
    let marks = topMarks(pieces)
    // Assignments, functions and lists.
    guard !marks.contains(where: { $0.mark == "," || $0.mark == ";" || $0.mark == "=>" }) else { return open }
    if let question = marks.first(where: { $0.mark == "?" }) { return choice(pieces, marks, question.place) }
    guard !marks.contains(where: { $0.mark == "=" || $0.mark == "&&" }) else { return open }
    if let or = marks.last(where: { $0.mark == "||" || $0.mark == "??" }) {
      return read(pieces[..<or.place]).or(read(pieces[(or.place + 2)...]))
    }
    guard let plus = marks.last(where: { $0.mark == "+" }) else { return open }
    return read(pieces[..<plus.place]).and(read(pieces[(plus.place + 1)...]))
  }

  /// `a ? b : c`, from the right.
  private static func choice(
    _ pieces: ArraySlice<SourcePiece>, _ marks: [(mark: String, place: Int)], _ question: Int
  ) -> PossibleTexts {
    var depth = 0
    for (mark, place) in marks where place > question {
      if mark == "?" { depth += 1 }
      if mark == ":" {
        if depth == 0 { return read(pieces[(question + 1)..<place]).or(read(pieces[(place + 1)...])) }
        depth -= 1
      }
    }
    return open
  }

  private static func withoutBrackets(_ pieces: ArraySlice<SourcePiece>) -> ArraySlice<SourcePiece> {
    var pieces = pieces
    while pieces.count > 2, pieces.first == .mark("("), closing(pieces) == pieces.endIndex - 1 {
      pieces = pieces.dropFirst().dropLast()
    }
    return pieces
  }

  /// Where the bracket closes with which these begin.
  private static func closing(_ pieces: ArraySlice<SourcePiece>) -> Int? {
    var depth = 0
    for place in pieces.indices {
      depth += change(pieces[place])
      if depth == 0 { return place }
    }
    return nil
  }

  private static func change(_ piece: SourcePiece) -> Int {
    if ["(", "[", "{"].contains(where: { piece == .mark($0) }) { return 1 }
    return [")", "]", "}"].contains(where: { piece == .mark($0) }) ? -1 : 0
  }

  /// The punctuators that stand in no brackets and say how an expression is made.
  private static func topMarks(_ pieces: ArraySlice<SourcePiece>) -> [(mark: String, place: Int)] {
    var marks: [(mark: String, place: Int)] = []
    var depth = 0
    var place = pieces.startIndex
    while place < pieces.endIndex {
      depth += change(pieces[place])
      guard depth == 0, case .mark(let byte) = pieces[place] else {
        place += 1
        continue
      }
      let next: UInt8? = place + 1 < pieces.endIndex ? mark(pieces[place + 1]) : nil
      let mark = String(decoding: [byte] + (next.map { [$0] } ?? []), as: UTF8.self)
      let isPair = ["=>", "||", "??", "&&", "?.", "==", "!=", "<=", ">=", "++"].contains(mark)
      marks.append((isPair ? mark : String(mark.prefix(1)), place))
      place += isPair ? 2 : 1
      // `===` and `!==`.
      if mark == "==" || mark == "!=", place < pieces.endIndex, pieces[place] == .mark("=") { place += 1 }
    }
    return marks
  }

  private static func mark(_ piece: SourcePiece) -> UInt8? {
    if case .mark(let byte) = piece { byte } else { nil }
  }

  // MARK: Putting together

  private func or(_ other: PossibleTexts) -> PossibleTexts {
    PossibleTexts(
      texts: texts + other.texts.filter { !texts.contains($0) },
      beginnings: beginnings + other.beginnings.filter { !beginnings.contains($0) }, isOpen: isOpen || other.isOpen)
  }

  private func and(_ other: PossibleTexts) -> PossibleTexts {
    guard texts.count * (other.texts.count + other.beginnings.count) <= Self.most else {
      return PossibleTexts(beginnings: texts + beginnings, isOpen: isOpen)
    }
    func all(_ endings: [String]) -> [String] { texts.flatMap { text in endings.map { text + $0 } } }
    return PossibleTexts(
      texts: all(other.texts), beginnings: beginnings + all(other.beginnings) + (other.isOpen ? texts : []),
      isOpen: isOpen)
  }
}
