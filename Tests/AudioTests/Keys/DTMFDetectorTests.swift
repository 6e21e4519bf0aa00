import Audio
import CallInterface
import Testing

struct DTMFDetectorTests {
  /// A key acts when it is recognised, within three blocks of its beginning, and its end comes apart from it.
  @Test(arguments: DTMFDigit.allCases)
  func aKeyBeginsWhileItSoundsAndEndsWithItsLength(digit: DTMFDigit) throws {
    for (start, length) in [(1000, 320), (1037, 800), (1071, 4000)] {
      var sound = Sound()
      sound.silence(start)
      sound.key(KeyTone(digit: digit, level: -14), count: length)
      sound.silence(800)
      let edges = edges(of: sound)
      try #require(edges.map(\.digit) == [digit, digit])
      #expect((150...306).contains(edges[0].recognisedAt - start))
      // Two tones of −14 dBm0 are −11 together; a block holds no whole number of periods.
      #expect([-12, -11, -10].contains { edges[0].change == .began(levelDBm0: $0) })
      #expect(abs(edges[0].toneAt - start) <= 24)
      #expect(start - (edges[0].recognisedAt - edges[0].samplesToTrim) >= 0, "the whole onset is trimmed")
      #expect((102...306).contains(edges[1].recognisedAt - start - length))
      #expect(abs(edges[1].toneAt - start - length) <= 24)
      guard case .ended(let measured) = edges[1].change else {
        Issue.record("\(edges[1]) is no end")
        continue
      }
      #expect(abs(measured - length) <= 40)
    }
  }

  @Test
  func theSizeOfTheFramesChangesNothing() {
    let sound = KeySeries(rounds: 1, seed: 20).sound
    let wanted = edges(of: sound)
    #expect(wanted.count == 32)
    for size in [1, 7, 80, 101, 102, 103, 160, 333, 100_000] {
      #expect(edges(of: sound, frame: size) == wanted, "frames of \(size) samples")
    }
    #expect(edges(of: Sound()).isEmpty)
  }

  @Test
  func twoKeysWithoutAPauseAreAnEndAndABeginning() {
    var sound = Sound()
    sound.silence(500)
    sound.key(KeyTone(digit: .one), count: 800)
    sound.key(KeyTone(digit: .nine), count: 800)
    sound.silence(500)
    let edges = edges(of: sound)
    #expect(edges.map(\.digit) == [.one, .one, .nine, .nine])
    #expect(edges.count == 4 && abs(edges[2].toneAt - 1300) < 40)
  }

  /// The knobs do what they say.
  @Test(arguments: [
    (KeyTone(digit: .five, level: -30), DTMFDetectorSettings.with { $0.threshold = -25 }, false),
    (KeyTone(digit: .five, level: -20), .with { $0.threshold = -25 }, true),
    (KeyTone(digit: .five, level: -20, twist: 7), .with { _ in }, false),
    (KeyTone(digit: .five, level: -20, twist: 7), .with { $0.reverseTwist = 9 }, true),
    (KeyTone(digit: .five, level: -20, twist: -7), .with { _ in }, true),
    (KeyTone(digit: .five, level: -20, twist: -7), .with { $0.forwardTwist = 5 }, false),
    (KeyTone(digit: .five), .with { $0.threshold = .min }, true),
    (KeyTone(digit: .five), .with { $0.threshold = .max }, false),
  ])
  func knobs(key: KeyTone, settings: DTMFDetectorSettings, isHeard: Bool) {
    var sound = Sound()
    sound.silence(400)
    sound.key(key, count: 800)
    #expect(!edges(of: sound, settings: settings).isEmpty == isHeard)
  }

  @Test
  func theDialToneFilterHearsKeysOverDialTone() {
    func heard(_ filter: Bool) -> Int {
      var sound = Sound.of(TonePlan.unitedStates.dial, seconds: 4)
      for (index, digit) in DTMFDigit.allCases.enumerated() {
        var key = Sound()
        key.key(KeyTone(digit: digit, level: -14), count: 800)
        sound.add(key, at: 1000 + index * 1800)
      }
      return edges(of: sound, settings: .with { $0.filtersDialTone = filter }).count { edge in
        if case .began = edge.change { true } else { false }
      }
    }
    #expect(heard(false) == 0)
    #expect(heard(true) == 16)
  }

  /// What we play ourselves presses no key, whatever the way there and back does to it.
  @Test(arguments: [0, 400, 1600, 2300], [6.0, 10, 25])
  func ownKeysAreNotHeard(delay: Int, loss: Double) {
    let played = KeySeries(rounds: 1, tone: 800, pause: 800, seed: 21).sound
    var heard = Sound()
    heard.silence(played.samples.count + delay)
    heard.add(played, at: delay, loss: loss)
    #expect(edges(of: heard, playing: played).isEmpty)
    #expect(edges(of: heard, playing: played, settings: .bare).count == 32)
  }

  /// The caller's key is heard at once: louder than our echo, or another key, or after ours.
  @Test(arguments: [
    (KeyTone(digit: .five, level: -6), 0), (KeyTone(digit: .seven, level: -24), 0),
    (KeyTone(digit: .five, level: -20), 4000),
  ])
  func theCallersKeyIsHeardBesideOurs(key: KeyTone, at start: Int) {
    var played = Sound()
    played.key(KeyTone(digit: .five, level: -10), count: 800)
    played.silence(8000)
    var heard = Sound()
    heard.silence(start + 480)
    heard.key(key, count: 1600)
    heard.silence(800)
    let edges = edges(of: heard, playing: played)
    #expect(edges.map(\.digit) == [key.digit, key.digit])
    #expect(edges.first.map { $0.recognisedAt - start - 480 <= 306 } == true)
  }

  /// A doubt that passes makes a late key and not a lost one.
  @Test
  func aKeyHeldLongerThanItsEchoCouldLastIsHeardInTheEnd() {
    var played = Sound()
    played.key(KeyTone(digit: .five, level: -10), count: 800)
    played.silence(8000)
    var heard = Sound()
    heard.silence(240)
    heard.key(KeyTone(digit: .five, level: -20), count: 6400)
    heard.silence(800)
    let edges = edges(of: heard, playing: played)
    #expect(edges.map(\.digit) == [.five, .five])
    #expect(edges.first.map { (3000..<3800).contains($0.recognisedAt) } == true)
  }

  @Test
  func overtonesAndWrongFrequenciesAreDoubted() {
    func isHeard(_ tones: [(Double, Double)], _ settings: DTMFDetectorSettings) -> Bool {
      var sound = Sound()
      sound.silence(300)
      sound.tones(tones, count: 1600)
      return !edges(of: sound, settings: settings).isEmpty
    }
    let guarded = DTMFDetectorSettings()
    let reed = [(697.0, -10.0), (1209, -10), (2091, -19)]
    #expect(isHeard(reed, .bare) && !isHeard(reed, guarded))
    let oboe = [(697.0, -10.0), (1209, -10), (2418, -19)]
    #expect(isHeard(oboe, .bare) && !isHeard(oboe, guarded))
    let sharp = [(697.0 * 1.028, -10.0), (1209, -10)]
    #expect(isHeard(sharp, .bare) && !isHeard(sharp, guarded))
    // A keypad's own distortion, and a line that clips.
    #expect(isHeard([(697.0, -10.0), (1209, -10), (2091, -27), (2418, -27)], guarded))
    #expect(isHeard([(697.0, 3.0), (1209, 3)], guarded))
  }

  /// Whatever is heard, in frames of any size: ends follow beginnings, and time goes forward.
  @Test
  func anySoundMakesOrderlyEdges() throws {
    var random = SeededGenerator(40)
    var total = 0
    for settings in [DTMFDetectorSettings(), .bare, .with { $0.echo = EchoPath(leastLoss: 0, longestDelay: .max) }] {
      let detector = try #require(DTMFDetector(settings))
      var edges: [KeyEdge] = []
      for _ in 0..<300 {
        var sound = Sound()
        let digit = DTMFDigit.allCases[random.index(below: 16)]
        switch random.index(below: 5) {
        case 0: sound.samples = (0..<random.index(below: 700)).map { _ in Int16(truncatingIfNeeded: random.next()) }
        case 1: sound.samples = (0..<random.index(below: 700)).map { $0 / 5 % 2 == 0 ? .min : .max }
        case 2: sound.samples = Array(repeating: .min, count: random.index(below: 700))
        default: sound.key(KeyTone(digit: digit, level: -30 + 36 * random.unit()), count: random.index(below: 1500))
        }
        sound.samples.withUnsafeBufferPointer { samples in
          let played = UnsafeBufferPointer(rebasing: samples[..<(samples.count / (1 + random.index(below: 3)))])
          detector.advance(samples, playing: played, edges: &edges)
        }
      }
      var held: DTMFDigit?
      var time = 0
      for edge in edges {
        #expect(edge.recognisedAt >= time && edge.toneAt <= edge.recognisedAt && edge.samplesToTrim >= 0)
        time = edge.recognisedAt
        switch edge.change {
        case .began:
          #expect(held == nil)
          held = edge.digit
        case .ended(let length):
          #expect(held == edge.digit && length >= 0)
          held = nil
        }
      }
      total += edges.count
    }
    #expect(total > 300)
  }
}

extension DTMFDetectorSettings {
  static func with(_ change: (inout DTMFDetectorSettings) -> Void) -> DTMFDetectorSettings {
    var settings = DTMFDetectorSettings()
    change(&settings)
    return settings
  }
}
