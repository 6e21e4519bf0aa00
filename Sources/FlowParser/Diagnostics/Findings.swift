internal import FlowDocument

/// Collects what is found in one document.
final class Findings {
  /// A finding before it is shown beside its source line; byte offsets into the decoded text.
  struct Problem: Hashable {
    let severity: Diagnostic.Severity
    let rule: Rule
    let message: String
    var help: String?
    let range: Range<Int>
  }

  let source: SourceText
  let uri: String
  let options: ParserOptions
  private(set) var hasErrors = false
  private var problems: [Problem] = []
  private var seen: Set<Problem> = []
  private var errorCount = 0
  private var dropped = 0

  init(source: SourceText, uri: String, options: ParserOptions) {
    self.source = source
    self.uri = uri
    self.options = options
  }

  func add(_ problem: Problem) {
    if problem.severity == .error { hasErrors = true }
    guard hasRoom(for: problem.severity) else {
      dropped += 1
      return
    }
    guard seen.insert(problem).inserted else { return }
    if problem.severity == .error { errorCount += 1 }
    problems.append(problem)
  }

  func error(
    _ rule: Rule, _ message: @autoclosure () -> String, help: @autoclosure () -> String? = nil, at range: Range<Int>
  ) {
    report(.error, rule, message, help, range)
  }

  func warning(
    _ rule: Rule, _ message: @autoclosure () -> String, help: @autoclosure () -> String? = nil, at range: Range<Int>
  ) {
    report(.warning, rule, message, help, range)
  }

  /// A departure from the standard: an error in strict mode, a warning in tolerant mode.
  func departure(
    _ rule: Rule, _ message: @autoclosure () -> String, help: @autoclosure () -> String? = nil, at range: Range<Int>
  ) {
    report(options.mode == .strict ? .error : .warning, rule, message, help, range)
  }

  /// Words are made only for findings that are kept: a document may have a hundred thousand.
  private func report(
    _ severity: Diagnostic.Severity, _ rule: Rule, _ message: () -> String, _ help: () -> String?, _ range: Range<Int>
  ) {
    guard hasRoom(for: severity) else {
      if severity == .error { hasErrors = true }
      dropped += 1
      return
    }
    add(Problem(severity: severity, rule: rule, message: message(), help: help(), range: range))
  }

  /// Twice the limit is kept, so that errors found late still find a place before the warnings.
  private func hasRoom(for severity: Diagnostic.Severity) -> Bool {
    let count = severity == .error ? errorCount : problems.count - errorCount
    return count < max(1, options.limits.findings)
  }

  func location(_ offset: Int) -> SourceLocation { source.location(at: offset) }

  /// The findings in document order, at most as many as the limit, and a note if some were left out.
  func finish() -> [Diagnostic] {
    let limit = max(1, options.limits.findings)
    let bySeverity = problems.filter { $0.severity == .error } + problems.filter { $0.severity != .error }
    let kept = bySeverity.prefix(limit).enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
    var result = kept.map { diagnostic($0.element) }
    let left = dropped + bySeverity.count - kept.count
    if left > 0, let last = result.last {
      result.append(
        Diagnostic(
          severity: .note, rule: Rule.tooManyFindings.rawValue, message: "\(left) further findings are not shown",
          file: uri, location: last.location))
    }
    return result
  }

  private func diagnostic(_ problem: Problem) -> Diagnostic {
    let excerpt = source.excerpt(problem.range)
    return Diagnostic(
      severity: problem.severity, rule: problem.rule.rawValue, message: problem.message, help: problem.help, file: uri,
      location: source.location(at: problem.range.lowerBound), sourceLine: excerpt.line,
      caretColumn: excerpt.column, length: excerpt.length)
  }
}
