import CallScenarios
import Foundation
import Synchronization

/// Lines of standard input as a scenario, one at a time; bare keys count as `press`.
final class InputFeed: ScenarioFeed {
  private let number = Mutex(0)

  func next() async -> ScenarioLine? {
    while let text = await read() {
      let count = number.withLock { number in
        number += 1
        return number
      }
      do throws(ScenarioProblems) {
        if let line = try Self.line(text) { return line }
      } catch {
        for problem in error.problems {
          let placed = ScenarioProblem(
            file: "<stdin>", line: count, column: problem.column, message: problem.message)
          Output.errors.line(Finding.text(placed, in: "", inColour: Output.errors.inColour))
        }
      }
    }
    return nil
  }

  /// Everything at once.
  static func everything() throws(SourceFile.Unreadable) -> String {
    guard let text = String(validating: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) else {
      throw SourceFile.Unreadable(reason: "this is not UTF-8 text")
    }
    return text
  }

  private static func line(_ text: String) throws(ScenarioProblems) -> ScenarioLine? {
    let bare = text.filter { !$0.isWhitespace }
    let isKeys = !bare.isEmpty && bare.allSatisfy { "0123456789*#".contains($0) }
    return try Scenario.parse(isKeys ? "press \(bare)" : text, file: "<stdin>").lines.first
  }

  /// Waits on a thread of its own: reading may take as long as whoever writes likes.
  private func read() async -> String? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: readLine()) }
    }
  }
}
