import Foundation

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

  static func progress(since first: ProcessFigures, from last: ProcessFigures, to now: ProcessFigures) {
    let seconds = (now.at - last.at) / .seconds(1)
    line(
      String(
        format: "  after %5.0f s: %6.2f processors, %7d KB, %5d descriptors", (now.at - first.at) / .seconds(1),
        (now.processor - last.processor) / seconds, now.memory, now.descriptors))
  }
}
