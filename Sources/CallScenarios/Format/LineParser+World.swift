import CallInterface

/// Lines about the call and the world around it.
extension LineParser {
  func callStart() throws(LineProblem) -> CallStart {
    var start = CallStart()
    for word in arguments() {
      let (name, value) = try assignment(word)
      switch name {
      case "from": start.from = value
      case "to": start.to = value
      case "at":
        guard let time = CalendarTime(value) else {
          throw LineProblem(
            column: word.column, message: "'\(value)' is not a time such as 2027-01-04T10:00:00+08:00")
        }
        start.at = time
      default:
        throw LineProblem(column: word.column, message: "'call' takes from=, to= and at=, not '\(name)='")
      }
    }
    return start
  }

  func seed() throws(LineProblem) -> UInt64 {
    let all = arguments()
    guard let word = all.first else { throw missing("a number") }
    try nothing(after: all.prefix(1), in: all)
    guard let seed = UInt64(word.text) else {
      throw LineProblem(column: word.column, message: "'\(word.text)' is not a whole number from 0 on")
    }
    return seed
  }

  func setting() throws(LineProblem) -> ScenarioLine.Kind {
    let content = try required("name=value", .afterBlank)
    let (name, value) = try assignment(content)
    guard let setting = Setting(rawValue: name) else {
      let names = Setting.allCases.map(\.rawValue)
      let hint = Spelling.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
      throw LineProblem(
        column: content.column,
        message: "'\(name)' cannot be set; \(hint ?? "there are \(names.joined(separator: ", "))")")
    }
    if let values = setting.values, !values.contains(value) {
      throw LineProblem(
        column: content.column, message: "'\(name)' is \(values.joined(separator: " or ")), not '\(value)'")
    }
    return .set(setting, value)
  }

  func hangUpMoment() throws(LineProblem) -> HangUpMoment {
    let all = arguments()
    switch all.first?.text {
    case nil: return .whenWaiting
    case "after":
      guard all.count > 1 else { throw missing("a time after 'after'") }
      try nothing(after: all.prefix(2), in: all)
      return .after(try time(of: all[1]))
    case "during":
      guard all.count > 1, all[1].text == "prompt" else { throw missing("'prompt' after 'during'") }
      try nothing(after: all.prefix(2), in: all)
      return .duringPrompt
    case .some(let other):
      throw LineProblem(
        column: all[0].column,
        message: "'hangup' stands alone, or with 'after 3s' or 'during prompt', not with '\(other)'")
    }
  }

  func transferOutcome() throws(LineProblem) -> TransferOutcome {
    let all = arguments()
    guard let word = all.first else { throw missing("an outcome: \(Self.outcomes.joined(separator: ", "))") }
    if word.text == "answered" {
      try nothing(after: all.prefix(2), in: all)
      return all.count > 1 ? .answered(try time(of: all[1])) : .usual
    }
    try nothing(after: all.prefix(1), in: all)
    switch word.text {
    case "busy": return .busy
    case "noanswer": return .noAnswer
    case "network_busy": return .networkBusy
    case "network_disconnect": return .networkDisconnect
    case "unknown": return .unknown
    case let event where event.hasPrefix("error."): return .failed(event: String(event))
    default:
      let hint = Spelling.nearest(to: String(word.text), in: Self.outcomes).map { "did you mean '\($0)'?" }
      throw LineProblem(
        column: word.column,
        message:
          "a transfer does not end with '\(word.text)'; \(hint ?? "there are \(Self.outcomes.joined(separator: ", "))")"
      )
    }
  }

  private static let outcomes = [
    "answered", "busy", "noanswer", "network_busy", "network_disconnect", "unknown", "error.connection.noroute",
  ]

  func fetch() throws(LineProblem) -> ScenarioLine.Kind {
    let all = arguments()
    guard let uri = all.first else { throw missing("a URI, '=>' and its answer") }
    guard all.count > 1, all[1].text == "=>" else {
      throw LineProblem(column: (all.count > 1 ? all[1] : uri).column, message: "'=>' must follow the URI")
    }
    var answer = all[2...]
    var delay = Duration.zero
    if answer.first?.text == "after" {
      guard answer.count > 1 else { throw missing("a time after 'after'") }
      delay = try time(of: answer[3])
      answer = answer.dropFirst(2)
    }
    guard let first = answer.first else { throw missing(Self.answers) }
    switch first.text {
    case "status":
      guard answer.count > 1, let status = Int(answer[answer.startIndex + 1].text), (100...599).contains(status) else {
        throw LineProblem(column: first.column, message: "'status' needs a number from 100 to 599")
      }
      try nothing(after: all[..<(answer.startIndex + 2)], in: all)
      return .fetch(uri: String(uri.text), .status(status), after: delay)
    case "never" where delay > .zero:
      throw LineProblem(column: first.column, message: "'never' comes after no time")
    case "never", "timeout":
      try nothing(after: all[...answer.startIndex], in: all)
      return .fetch(uri: String(uri.text), first.text == "never" ? .never : .timeout, after: delay)
    default:
      return .fetch(uri: String(uri.text), try file(answer, in: all), after: delay)
    }
  }

  /// `FILE` or `FILE as TYPE`.
  private func file(
    _ answer: ArraySlice<LineWords.Word>, in all: [LineWords.Word]
  ) throws(LineProblem) -> FetchAnswer {
    let path = String(answer[answer.startIndex].text)
    let rest = answer.dropFirst()
    guard let word = rest.first, word.text == "as" else {
      try nothing(after: all[...answer.startIndex], in: all)
      return .file(path)
    }
    guard let type = rest.dropFirst().first else { throw missing("a media type after 'as'") }
    try nothing(after: all[..<(answer.startIndex + 3)], in: all)
    return .file(path, type: String(type.text))
  }

  private static let answers =
    "an answer after '=>': a file, 'status 503', 'timeout' or 'never', or one of them 'after 5s'"

  private func assignment(_ word: LineWords.Word) throws(LineProblem) -> (name: String, value: String) {
    guard let sign = word.text.firstIndex(of: "=") else {
      throw LineProblem(column: word.column, message: "'\(word.text)' is not name=value")
    }
    let value = word.text[word.text.index(after: sign)...].drop(while: \.isWhitespace)
    var name = word.text[..<sign]
    while name.last?.isWhitespace == true { name.removeLast() }
    return (String(name), String(value))
  }
}
