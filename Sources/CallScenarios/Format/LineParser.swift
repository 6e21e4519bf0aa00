import CallInterface

/// Reads one line of a scenario.
struct LineParser {
  let words: LineWords
  /// The word that says which kind of line it is.
  let keyword: LineWords.Word

  /// The kind of the line and the column of its first word; `nil` for an empty line or a comment.
  static func parse(_ line: Substring) throws(LineProblem) -> (column: Int, kind: ScenarioLine.Kind)? {
    guard let start = line.firstIndex(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), line[start] != "#" else {
      return nil
    }
    let words = LineWords(line)
    let end: Substring.Index
    if ">=?".contains(line[start]) {
      end = line.index(after: start)
    } else {
      end = line[start...].firstIndex(where: \.isWhitespace) ?? line.endIndex
    }
    let keyword = LineWords.Word(text: line[start..<end], column: words.column(of: start))
    return (keyword.column, try LineParser(words: words, keyword: keyword).kind())
  }

  private func kind() throws(LineProblem) -> ScenarioLine.Kind {
    switch keyword.text {
    case ">": .expectPrompt(WordPattern(String(try required("the words that must be heard", .afterWideBlank).text)))
    case "=": .expectState(WordPattern.normalised(String(try required("a state", .afterBlank).text)))
    case "?": .expectTrue(String(try required("an expression", .afterWideBlank).text))
    case "log": .expectLog(WordPattern(String(try required("the label of a log", .afterWideBlank).text)))
    case "flow": .flow(String(try required("the path of a flow", .afterBlank).text))
    case "call": .call(try callStart())
    case "seed": .seed(try seed())
    case "set": try setting()
    case "press", "press!":
      .press(try KeyLine(rest(.none), after: keyword).strokes(in: words), atOnce: keyword.text == "press!")
    case "say", "say!":
      .say(WordPattern.normalised(String(try required("words", .afterBlank).text)), atOnce: keyword.text == "say!")
    case "silence": .silence(try optionalTime())
    case "wait": .wait(try time(of: try single("a time such as 2s")))
    case "record": .record(try time(of: try single("a time such as 4s")))
    case "hangup": .hangup(try hangUpMoment())
    case "transfer": .transfer(try transferOutcome())
    case "fetch": try fetch()
    default: throw unknownKeyword()
    }
  }

  // MARK: Pieces of a line

  func rest(_ comments: LineWords.Comments) -> LineWords.Word {
    words.content(from: keyword.text.endIndex, comments: comments)
  }

  /// What follows the keyword, split at blanks and without a comment.
  func arguments() -> [LineWords.Word] {
    words.words(in: rest(.afterBlank))
  }

  func required(_ what: String, _ comments: LineWords.Comments) throws(LineProblem) -> LineWords.Word {
    let content = rest(comments)
    guard !content.text.isEmpty else { throw missing(what) }
    return content
  }

  private func single(_ what: String) throws(LineProblem) -> LineWords.Word {
    let all = arguments()
    guard let first = all.first else { throw missing(what) }
    try nothing(after: all.prefix(1), in: all)
    return first
  }

  func nothing(after used: some Collection<LineWords.Word>, in all: [LineWords.Word]) throws(LineProblem) {
    guard all.count > used.count else { return }
    let extra = all[used.count]
    throw LineProblem(column: extra.column, message: "'\(extra.text)' is not expected here")
  }

  func time(of word: LineWords.Word) throws(LineProblem) -> Duration {
    guard let duration = TimeText.duration(word.text) else {
      throw LineProblem(
        column: word.column, message: "'\(word.text)' is not a time; write it with its unit: 2s, 1.5s, 250ms, 3m")
    }
    return duration
  }

  private func optionalTime() throws(LineProblem) -> Duration? {
    arguments().isEmpty ? nil : try time(of: try single("a time"))
  }

  func missing(_ what: String) -> LineProblem {
    LineProblem(column: keyword.column, message: "'\(keyword.text)' needs \(what)")
  }

  private func unknownKeyword() -> LineProblem {
    let known = [
      "flow", "call", "press", "press!", "say", "say!", "silence", "wait", "record", "hangup", "transfer", "fetch",
      "seed", "set", "log",
    ]
    let written = String(keyword.text)
    let hint = Spelling.nearest(to: written, in: known).map { "; did you mean '\($0)'?" }
    return LineProblem(
      column: keyword.column,
      message:
        "'\(written)' begins no line of a scenario\(hint ?? " (lines are \(known.joined(separator: ", ")), >, = and ?)")"
    )
  }
}
