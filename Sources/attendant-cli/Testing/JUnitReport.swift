import CallInterface
import CallScenarios

/// Test results in the XML form of JUnit. The times are those of the calls, not of the machine.
enum JUnitReport {
  static func text(_ results: [TestResult]) -> String {
    let failed = results.count { !$0.failures.isEmpty }
    let length = results.reduce(Duration.zero) { $0 + $1.length }
    let head = "tests=\"\(results.count)\" failures=\"\(failed)\" errors=\"0\" time=\"\(JSONText.seconds(length))\""
    let cases = results.map(testCase).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites \(head)>
        <testsuite name="attendant" \(head)>
      \(cases)  </testsuite>
      </testsuites>

      """
  }

  private static func testCase(_ result: TestResult) -> String {
    let parts = result.file.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    let head =
      "    <testcase classname=\"\(escaped(folder.isEmpty ? "." : folder))\" name=\"\(escaped(parts.last.map(String.init) ?? ""))\" "
      + "time=\"\(JSONText.seconds(result.length))\""
    guard !result.failures.isEmpty else { return head + "/>\n" }
    let texts = result.failures.map { $0.text(inColour: false) }
    let first = texts.first?.split(separator: "\n").first.map(String.init) ?? ""
    return head
      + ">\n      <failure message=\"\(escaped(first))\">\(escaped(texts.joined(separator: "\n")))</failure>\n    </testcase>\n"
  }

  /// Markup escaped; what XML cannot hold is replaced.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{00}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
