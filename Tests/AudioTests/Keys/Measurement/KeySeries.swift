import Audio
import CallInterface

/// A run of presses under one condition, and who hears them.
struct KeySeries {
  struct Press {
    let digit: DTMFDigit
    let start: Int
    let end: Int
  }

  private(set) var sound = Sound()
  private(set) var presses: [Press] = []

  /// Each key `rounds` times, in a new order each round, each start at another place of the receivers' blocks.
  init(
    rounds: Int, of keys: [DTMFDigit] = DTMFDigit.allCases, tone: Int = 320, pause: Int = 320, seed: UInt64,
    like key: KeyTone = KeyTone(digit: .zero)
  ) {
    var random = SeededGenerator(seed)
    sound.silence(400)
    for _ in 0..<rounds {
      var digits = keys
      for index in digits.indices.dropLast() {
        digits.swapAt(index, index + random.index(below: digits.count - index))
      }
      for digit in digits {
        var press = key
        press.digit = digit
        let start = sound.samples.count
        sound.key(press, count: tone, phase: random.unit() * 6)
        presses.append(Press(digit: digit, start: start, end: start + tone))
        sound.silence(pause + random.index(below: 8))
      }
    }
    sound.silence(800)
  }

  mutating func change(_ body: (Sound) -> Sound) {
    sound = body(sound)
  }

  struct Score: Equatable {
    /// Presses heard, each once.
    var heard = 0
    /// Hearings that belong to no press: other keys, or a press heard twice.
    var wrong = 0
  }

  func score(_ hearings: [Hearing]) -> Score {
    var score = Score()
    var next = hearings[...]
    for press in presses {
      while let hearing = next.first, hearing.at < press.start {
        score.wrong += 1
        next.removeFirst()
      }
      var wasHeard = false
      while let hearing = next.first, hearing.at <= press.end + 306 {
        if hearing.digit == press.digit, !wasHeard {
          wasHeard = true
          score.heard += 1
        } else {
          score.wrong += 1
        }
        next.removeFirst()
      }
    }
    score.wrong += next.count
    return score
  }
}
