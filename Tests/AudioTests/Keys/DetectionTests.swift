import Audio
import CallInterface
import Testing

/// The measurements behind `DETECTION.md`.
@Suite(.serialized)
struct DetectionTests {
  @Test
  func everyConditionIsMeasuredAndThePageIsTrue() throws {
    let rows = Condition.all().map { condition in
      DetectionPage.Row(
        condition: condition,
        ours: condition.series.score(
          ourHearings(condition.series.sound, playing: condition.played, settings: condition.settings)),
        bare: condition.series.score(bareHearings(condition.series.sound, settings: condition.settings)))
    }
    for row in rows {
      let least = Double(row.condition.series.presses.count) * row.condition.least
      #expect(Double(row.ours.heard) >= least, "\(row.condition.name)")
      #expect(row.ours.heard >= row.bare.heard, "\(row.condition.name): a guard lost real keys")
      #expect(row.ours.wrong <= row.bare.wrong, "\(row.condition.name)")
    }

    let silent = FalseKeys.tones() + FalseKeys.echoes()
    for row in silent {
      #expect(row.ours == 0, "\(row.name)")
    }
    let quiet = silent + FalseKeys.musicNearKeys() + FalseKeys.music(seconds: 15)
    for row in quiet {
      #expect(row.ours <= row.bare, "\(row.name)")
    }
    let page = try DetectionPage.read()
    let measured = DetectionPage.everyRun(rows, quiet)
    if DetectionPage.isUpdating {
      try DetectionPage.write(everyRun: measured, longRuns: page.longRuns)
    } else {
      #expect(page.everyRun == measured, "write the page anew with ATTENDANT_UPDATE=1")
    }
  }

  @Test(.enabled(if: Speech.program != nil, "espeak-ng is not installed"))
  func speechPressesNoMoreKeysThanWithTheBareReceiver() throws {
    for row in try FalseKeys.speech(minutes: 3) {
      #expect(row.seconds >= 180)
      #expect(row.ours <= row.bare, "\(row.name)")
      #expect(row.ours <= (row.name.contains("echo") ? 0 : 1), "\(row.name)")
    }
  }

  @Test(.enabled(if: DetectionPage.isLong && Speech.program != nil, "ATTENDANT_LONG=1 and espeak-ng"))
  func longRuns() throws {
    let rows = try FalseKeys.speech(minutes: 60) + FalseKeys.music(seconds: 600)
    for row in rows {
      #expect(row.ours <= row.bare, "\(row.name)")
    }
    if DetectionPage.isUpdating {
      let page = try DetectionPage.read()
      try DetectionPage.write(everyRun: page.everyRun, longRuns: DetectionPage.longRuns(rows))
    }
  }
}
