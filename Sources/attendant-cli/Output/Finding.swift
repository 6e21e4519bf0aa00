import CallScenarios
import FlowDocument
import FlowParser

/// Messages for people in the standard form: `file:line:column: error: message [rule]`, the line, and a caret under it.
enum Finding {
  static func text(_ diagnostic: Diagnostic, inColour: Bool) -> String {
    let short = Diagnostic(
      severity: diagnostic.severity, rule: diagnostic.rule, message: diagnostic.message, help: diagnostic.help,
      file: PathName.short(diagnostic.file), location: diagnostic.location, sourceLine: diagnostic.sourceLine,
      caretColumn: diagnostic.caretColumn, length: diagnostic.length)
    return painted(short.description, diagnostic.severity, inColour: inColour)
  }

  static func text(_ problem: ScenarioProblem, in source: String, inColour: Bool) -> String {
    text(
      diagnostic(
        rule: ScenarioProblem.rule, problem.message, file: problem.file, line: problem.line, column: problem.column,
        in: source), inColour: inColour)
  }

  static func text(_ mismatch: Mismatch, in source: String, inColour: Bool) -> String {
    let finding = diagnostic(
      rule: mismatch.rule.rawValue, PathName.shortened(mismatch.message), file: mismatch.file, line: mismatch.line,
      column: mismatch.column, in: source)
    let difference = mismatch.difference.map { line in
      guard inColour else { return line }
      if line.hasPrefix("  -") { return "\u{1B}[31m\(line)\u{1B}[0m" }
      return line.hasPrefix("  +") ? "\u{1B}[32m\(line)\u{1B}[0m" : line
    }
    return ([text(finding, inColour: inColour)] + difference).joined(separator: "\n")
  }

  /// Of something that is wrong with a file as a whole.
  static func file(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      severity: .error, rule: "file", message: message, file: path, location: SourceLocation(line: 1, column: 1))
  }

  /// Of a place in a flow such as `file:///flows/a.vxml:3:5`; the beginning of the file where it is no such place.
  static func place(
    _ location: String, rule: String, _ message: String, _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    let parts = location.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 2, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) {
      let file = parts.dropLast(2).joined(separator: ":")
      let source = try? SourceFile.text(FileURI.path(of: file) ?? file)
      return diagnostic(rule: rule, message, file: file, line: line, column: column, in: source ?? "", severity)
    }
    return Diagnostic(
      severity: severity, rule: rule, message: message, file: location, location: SourceLocation(line: 1, column: 1))
  }

  private static func diagnostic(
    rule: String, _ message: String, file: String, line: Int, column: Int, in source: String,
    _ severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let text = lines.indices.contains(line - 1) ? String(lines[line - 1]) : nil
    return Diagnostic(
      severity: severity, rule: rule, message: message, file: file,
      location: SourceLocation(line: line, column: column), sourceLine: text, length: length(of: text, from: column))
  }

  /// Of the word that begins there.
  private static func length(of line: String?, from column: Int) -> Int {
    guard let line else { return 1 }
    return line.unicodeScalars.dropFirst(column - 1).prefix { !$0.properties.isWhitespace }.count
  }

  private static func painted(_ text: String, _ severity: Diagnostic.Severity, inColour: Bool) -> String {
    guard inColour, let mark = text.firstRange(of: " \(severity.rawValue): ") else { return text }
    let colour = severity == .error ? "31" : severity == .warning ? "33" : "36"
    return text.replacingCharacters(in: mark, with: " \u{1B}[1;\(colour)m\(severity.rawValue):\u{1B}[0m ")
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
