import Foundation
import TestCallers

/// Lines of figures.
enum Table {
  static func row(_ name: String, _ value: Double, _ unit: String, _ note: String = "") {
    let digits = abs(value) < 100 && value != value.rounded() ? 2 : 0
    line(
      name.padding(toLength: 50, withPad: " ", startingAt: 0)
        + String(format: "%12.\(digits)f ", value) + unit.padding(toLength: 4, withPad: " ", startingAt: 0) + note)
  }

  /// Seen at once, also where nobody watches a terminal.
  static func line(_ text: String) {
    // Where nobody reads any more the load goes on to its orderly end.
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Median, 99 of a hundred, and the most, in milliseconds.
  static func times(_ name: String, _ values: [Double]) {
    guard !values.isEmpty else { return row(name, .nan, "ms", "none was heard") }
    let sorted = values.sorted()
    func quantile(_ part: Double) -> Double { sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)] }
    row(name, quantile(0.5), "ms", String(format: "99 %%: %.2f, most: %.2f", quantile(0.99), quantile(1)))
  }

  static func lateness(_ name: String, _ statistics: CallerStatistics) {
    row(
      "\(name) late by more than 20 ms", Double(statistics.late), "",
      String(format: "%.3f %%", 100 * Double(statistics.late) / Double(max(statistics.packetsReceived, 1))))
    row(
      "\(name) late, 99.9 % within", Double(statistics.lateness.quantile(999)), "ms",
      "most \(statistics.lateness.quantile(1000)) ms")
  }

  static func progress(since first: ProcessFigures, from last: ProcessFigures, to now: ProcessFigures) {
    let seconds = (now.at - last.at) / .seconds(1)
    line(
      String(
        format: "  after %5.0f s: %6.2f processors, %7d KB, %5d descriptors", (now.at - first.at) / .seconds(1),
        (now.processor - last.processor) / seconds, now.memory, now.descriptors))
  }
}
