extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: severity: message [rule]`, the source line, a caret line, and the help if there is one.
  public var description: String {
    var lines = [headline]
    if let sourceLine {
      lines.append(sourceLine)
      lines.append(Self.caretLine(under: sourceLine, column: caretColumn, length: length))
    }
    if let help { lines.append("help: \(help)") }
    return lines.joined(separator: "\n")
  }

  /// The first line of `description`.
  public var headline: String {
    "\(path):\(location): \(severity.rawValue): \(message) [\(rule)]"
  }

  /// The file as a path where it is a `file:` URI, as it stands otherwise.
  public var path: String {
    for prefix in ["file://localhost/", "file:///"] where file.hasPrefix(prefix) {
      return "/" + PercentDecoding.text(String(file.dropFirst(prefix.count)))
    }
    return file
  }

  private static func caretLine(under line: String, column: Int, length: Int) -> String {
    var result = ""
    var position = 1
    var underlined = 0
    for scalar in line.unicodeScalars {
      if position < column {
        result += scalar == "\t" ? "\t" : String(repeating: " ", count: DisplayWidth.columns(of: scalar))
      } else if position < column + length {
        underlined += scalar == "\t" ? 1 : DisplayWidth.columns(of: scalar)
      } else {
        break
      }
      position += 1
    }
    return result + "^" + String(repeating: "~", count: max(0, underlined - 1))
  }
}
