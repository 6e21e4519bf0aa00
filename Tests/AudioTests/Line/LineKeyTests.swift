import Audio
import CallInterface
import Testing

@Suite struct LineKeyTests {
  /// A key tone between two silences.
  struct Press: Sendable {
    var digit: DTMFDigit
    var start: Int
    var length: Int
    var level = -10.0

    var end: Int { start + length }
    var sound: Sound {
      var sound = Sound()
      sound.silence(start)
      sound.key(KeyTone(digit: digit, level: level), count: length)
      sound.silence(3200)
      return sound
    }
  }

  static let presses: [Press] =
    DTMFDigit.allCases.enumerated().map { Press(digit: $1, start: 4000 + $0 * 11, length: 640 + $0 * 97) }
    + stride(from: 0, to: 160, by: 13).map { Press(digit: .five, start: 8000 + $0, length: 8000, level: -25) }
    + [Press(digit: .one, start: 0, length: 480), Press(digit: .nine, start: 1, length: 40_000)]

  /// A key acts while it is held: it is told at most 40 ms and a frame after its tone began, its end with its length
  /// only after the tone is over.
  @Test(arguments: presses) func aKeyActsWhileItIsHeld(press: Press) throws {
    let rig = try LineRig()
    try rig.run(saying: press.sound)
    try #require(rig.told.count == 2)
    #expect(rig.told[0].event == .digitBegan(press.digit))
    let known = (rig.told[0].frame + 1) * AudioFrame.samples
    #expect((0...480).contains(known - press.start))
    guard case .digitEnded(press.digit, let length) = rig.told[1].event else {
      Issue.record("no end of the key: \(rig.told[1])")
      return
    }
    #expect(abs(AudioFrame.samples(in: length) - press.length) <= 40)
    let end = (rig.told[1].frame + 1) * AudioFrame.samples
    #expect((1...306 + 288 + 204 + 160).contains(end - press.end))
  }

  @Test func keysThatAreSentAreHeardByAnotherLine() throws {
    let (near, far) = (try LineRig(), try LineRig())
    let keys = DTMFDigit.allCases + [.one, .one, .pound]
    near.line.perform(.play(ActivityID(1), [.sound(.level(3000, 320))], isWhole: true))
    near.line.perform(.sendKeys(keys))
    var frames = 0
    while !near.line.isSilent, frames < 1000 {
      try far.exchange(near.exchange())
      frames += 1
    }
    try far.run(frames: 5)
    // Keys of 100 ms with pauses as long, and the prompt behind them.
    #expect(frames == keys.count * 10 + 2)
    #expect(far.keysBegun == keys)
    #expect(near.events == [.promptFinished(ActivityID(1))])
    for case .digitEnded(_, let length) in far.events { #expect(abs(AudioFrame.samples(in: length) - 800) <= 40) }
  }

  /// A gateway that tells a key in both ways, the one up to 160 ms before or after the other.
  @Test(arguments: [-8, -5, -2, -1, 0, 1, 2, 5, 8]) func aKeyToldTwiceIsOneKey(skew: Int) throws {
    let press = Press(digit: .seven, start: 4800, length: 960)
    let rig = try LineRig()
    try rig.run(saying: press.sound) { frame in
      if frame == press.start / 160 + skew { rig.line.perform(.eventBegan(.seven)) }
      if frame == press.end / 160 + skew { rig.line.perform(.eventEnded(.seven)) }
    }
    #expect(rig.keysBegun == [.seven])
    let ends = rig.events.filter { if case .digitEnded(.seven, _) = $0 { true } else { false } }
    #expect(ends.count == 1 && rig.events.count == 2)
  }

  @Test func keysThatAreOnlyToldAreKeys() throws {
    let rig = try LineRig()
    for digit in DTMFDigit.allCases {
      rig.line.perform(.eventBegan(digit))
      try rig.run(frames: 5)
      rig.line.perform(.eventEnded(digit))
      try rig.run(frames: 3)
    }
    #expect(
      rig.events
        == DTMFDigit.allCases.flatMap { [.digitBegan($0), .digitEnded($0, length: .milliseconds(100))] })
  }

  /// The prompt's own keys come back as an echo and are no keys, however late.
  @Test(arguments: [0, 1, 7, 14], [6.0, 10, 20]) func thePromptsOwnKeysAreNotHeard(delay: Int, loss: Double) throws {
    var prompt = Sound()
    for digit in DTMFDigit.allCases {
      prompt.key(KeyTone(digit: digit, level: -9), count: 800)
      prompt.silence(400)
    }
    let rig = try Self.listening(to: prompt, echo: (delay, loss), caller: Sound())
    #expect(rig.keysBegun == [])
    #expect(rig.events == [.promptFinished(ActivityID(1))])
    // The same echo, were it not ours, is keys.
    let stranger = try LineRig()
    try stranger.run(saying: prompt)
    #expect(stranger.keysBegun == DTMFDigit.allCases)
  }

  @Test(arguments: DTMFDigit.allCases) func keysOverALoudPromptAreHeard(digit: DTMFDigit) throws {
    var prompt = Sound()
    var random = SeededGenerator(11)
    prompt.tones([(180, -16), (360, -12), (540, -14), (1080, -20), (2300, -26)], count: 16_000)
    prompt.addNoise(below: -10, by: 20, &random)
    var caller = Sound()
    caller.silence(6000)
    caller.key(KeyTone(digit: digit, level: -12), count: 800)
    caller.silence(4000)
    let rig = try Self.listening(to: prompt, echo: (2, 12), caller: caller)
    #expect(rig.keysBegun == [digit])
  }

  /// A call in which so many frames later and so many dB weaker comes back what is played.
  static func listening(to prompt: Sound, echo: (delay: Int, loss: Double), caller: Sound) throws -> LineRig {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.sound(SoundStream(samples: prompt.samples))], isWhole: true))
    let frames = prompt.samples.count / AudioFrame.samples + echo.delay + 10
    for frame in 0..<frames {
      let place = frame * AudioFrame.samples
      var said = Sound(samples: caller.samples.dropFirst(place).prefix(160).map(\.self).padded(to: 160))
      let back = place - max(echo.delay, 1) * AudioFrame.samples
      if back >= 0 {
        said.add(Sound(samples: Array(rig.heard[back..<back + AudioFrame.samples])), loss: echo.loss)
      }
      try rig.exchange(said.samples)
    }
    return rig
  }
}
