import ArgumentParser
import Audio

/// How keys and tones are heard on a line.
struct LineOptions: ParsableArguments {
  private static let usual = DTMFDetectorSettings()

  @Option(help: "How much stronger a key's low tone may be than its high one, in dB.")
  var reverseTwist = usual.reverseTwist

  @Option(help: "How much stronger a key's high tone may be than its low one, in dB.")
  var forwardTwist = usual.forwardTwist

  @Option(help: "The weakest key that is heard, in dBm0.")
  var threshold = usual.threshold

  @Flag(help: "Take dial tone (350 and 440 Hz) out before keys are looked for.")
  var filterDialTone = false

  @Option(
    help:
      "The busy and congestion tones that end a call on this line: of 'cn', 'hk', 'gb' or 'us'. May be given several times."
  )
  var busyTone: [String] = []

  func validate() throws {
    for name in busyTone where TonePlan.plan(ofCountry: name) == nil {
      let names = TonePlan.all.map { $0.country.lowercased() }.joined(separator: ", ")
      throw ValidationError("there is no tone plan '\(name)'; there are: \(names)")
    }
    guard (0...20).contains(reverseTwist), (0...20).contains(forwardTwist) else {
      throw ValidationError("a twist is from 0 to 20 dB")
    }
    guard (-60 ... -10).contains(threshold) else { throw ValidationError("a threshold is from -60 to -10 dBm0") }
  }

  var settings: LineSettings {
    var settings = LineSettings()
    settings.keys.reverseTwist = reverseTwist
    settings.keys.forwardTwist = forwardTwist
    settings.keys.threshold = threshold
    settings.keys.filtersDialTone = filterDialTone
    settings.tonePlans = busyTone.compactMap { TonePlan.plan(ofCountry: $0) }
    return settings
  }
}
