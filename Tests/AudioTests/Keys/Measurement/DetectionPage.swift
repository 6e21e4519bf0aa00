import CallInterface
import Foundation

/// The page `Tests/AudioTests/DETECTION.md`: a part that every run of the tests compares, and a part of the long runs,
/// which depends on the synthesiser's version.
enum DetectionPage {
  static let isUpdating = ProcessInfo.processInfo.environment["ATTENDANT_UPDATE"] == "1"
  static let isLong = ProcessInfo.processInfo.environment["ATTENDANT_LONG"] == "1"
  static let mark = "## Long runs"

  private static var file: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "DETECTION.md")
  }

  struct Row {
    let condition: Condition
    let ours: KeySeries.Score
    let bare: KeySeries.Score
  }

  static func everyRun(_ rows: [Row], _ falseKeys: [FalseKeys]) -> String {
    """
    # How well keys are heard

    Written by the tests in `Tests/AudioTests/Keys` (`ATTENDANT_UPDATE=1`; with `ATTENDANT_LONG=1` the long runs too).
    "Ours" is `DTMFDetector` with its guards, "bare" is spandsp's `dtmf_rx` as it is. All sound is made: 8 kHz, 16 bit.

    ## Keys that were pressed

    All 16 keys, 40 ms on and 40 ms off and \(Condition.rounds) times each unless said otherwise, at −10 dBm0 a tone. Wrong: other keys,
    or one press heard twice. Twist outside −8…+4 dB is refused by spandsp's default knobs, which are ours.

    | condition | presses | ours | wrong | bare | wrong |
    |---|--:|--:|--:|--:|--:|

    """
      + rows.map { row in
        let presses = row.condition.series.presses.count
        return "| \(row.condition.name) | \(presses) | \(row.ours.heard) | \(row.ours.wrong) | \(row.bare.heard) | "
          + "\(row.bare.wrong) |\n"
      }.joined() + """

        ## Keys that nobody pressed

        | sound | minutes | ours | bare |
        |---|--:|--:|--:|

        """ + table(falseKeys, perHour: false) + "\n"
  }

  static func longRuns(_ falseKeys: [FalseKeys]) -> String {
    """
    \(mark)

    False keys per hour. Speech by espeak-ng: random common words in six voices and five pitches.

    | sound | minutes | ours an hour | bare an hour |
    |---|--:|--:|--:|

    """ + table(falseKeys, perHour: true)
  }

  private static func table(_ rows: [FalseKeys], perHour: Bool) -> String {
    rows.map { row in
      let minutes = String(format: "%.1f", row.seconds / 60)
      func figure(_ count: Int) -> String {
        perHour ? String(format: "%.1f", Double(count) * 3600 / row.seconds) : String(count)
      }
      return "| \(row.name) | \(minutes) | \(figure(row.ours)) | \(figure(row.bare)) |\n"
    }.joined()
  }

  /// The two parts of the page as it is.
  static func read() throws -> (everyRun: String, longRuns: String) {
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let range = text.range(of: mark) else { return (text, "") }
    return (String(text[..<range.lowerBound]), String(text[range.lowerBound...]))
  }

  static func write(everyRun: String, longRuns: String) throws {
    try (everyRun + longRuns).write(to: file, atomically: false, encoding: .utf8)
  }
}
