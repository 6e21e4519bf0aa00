import Audio
import CallInterface
import Testing

/// Times in milliseconds; `+` is pressed, `-` released with its length.
struct KeyMergerTests {
  enum Act: Sendable, CustomStringConvertible {
    /// The tone began or ended here; it is known 30 ms later.
    case tone(DTMFDigit, began: Bool, Int)
    case event(DTMFDigit, began: Bool, Int)

    var description: String {
      switch self {
      case .tone(let digit, let began, let time): "tone \(digit.rawValue) \(began ? "on" : "off") \(time)"
      case .event(let digit, let began, let time): "event \(digit.rawValue) \(began ? "on" : "off") \(time)"
      }
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let acts: [Act]
    let presses: String

    init(_ name: String, _ acts: [Act], _ presses: String) {
      self.name = name
      self.acts = acts
      self.presses = presses
    }

    var testDescription: String { name }
  }

  static func on(_ time: Int, _ digit: DTMFDigit = .one) -> Act { .tone(digit, began: true, time) }
  static func off(_ time: Int, _ digit: DTMFDigit = .one) -> Act { .tone(digit, began: false, time) }
  static func eventOn(_ time: Int, _ digit: DTMFDigit = .one) -> Act { .event(digit, began: true, time) }
  static func eventOff(_ time: Int, _ digit: DTMFDigit = .one) -> Act { .event(digit, began: false, time) }

  /// Idle, held by the tone, held by the event, held by both, releasing: each with each event.
  static let rows: [Row] = [
    // Idle.
    Row("idle, tone on", [on(0)], "+1"),
    Row("idle, event on", [eventOn(0)], "+1"),
    Row("idle, tone off", [off(0)], ""),
    Row("idle, event off", [eventOff(0)], ""),
    // Held by the tone.
    Row("tone, tone off", [on(0), off(100)], "+1 -1:100"),
    Row("tone, held for ten seconds", [on(0), off(10_000)], "+1 -1:10000"),
    Row("tone, event on and off: one key", [on(0), eventOn(50), off(100), eventOff(150)], "+1 -1:150"),
    Row("tone, another tone on", [on(0), on(100, .two), off(200, .two)], "+1 -1:100 +2 -2:100"),
    Row("tone, another event on", [on(0), eventOn(100, .two), eventOff(200, .two)], "+1 -1:100 +2 -2:100"),
    Row("tone, another key's end", [on(0), off(50, .two), off(100)], "+1 -1:100"),
    Row("tone, event off without on", [on(0), eventOff(50), off(100)], "+1 -1:100"),
    // Held by the event.
    Row("event, event off", [eventOn(0), eventOff(100)], "+1 -1:100"),
    Row("event, tone on and off: one key", [eventOn(0), on(20), eventOff(100), off(120)], "+1 -1:120"),
    Row("event, tone off without on", [eventOn(0), off(20), eventOff(100)], "+1 -1:100"),
    Row("event, on again without off: two", [eventOn(0), eventOn(300), eventOff(400)], "+1 -1:300 +1 -1:100"),
    Row("event, another tone on", [eventOn(0), on(100, .two), off(200, .two)], "+1 -1:100 +2 -2:100"),
    Row("event, another event on", [eventOn(0), eventOn(100, .two), eventOff(200, .two)], "+1 -1:100 +2 -2:100"),
    Row("event, the tone in pieces", [eventOn(0), on(10), off(50), on(150), off(300), eventOff(310)], "+1 -1:310"),
    // Held by both.
    Row("both, tone off first", [on(0), eventOn(10), off(100), eventOff(300)], "+1 -1:300"),
    Row("both, event off first", [on(0), eventOn(10), eventOff(100), off(120)], "+1 -1:120"),
    Row("both, another key", [on(0), eventOn(10), on(100, .two), off(200, .two)], "+1 -1:100 +2 -2:100"),
    // Releasing.
    Row("break of 20 ms: one", [on(0), off(100), on(120), off(220)], "+1 -1:220"),
    Row("break of 35 ms: one", [on(0), off(100), on(135), off(220)], "+1 -1:220"),
    Row("break of 40 ms: two", [on(0), off(100), on(140), off(220)], "+1 -1:100 +1 -1:80"),
    Row("two breaks: one", [on(0), off(50), on(70), off(120), on(140), off(200)], "+1 -1:200"),
    Row("two presses", [on(0), off(100), on(300), off(400)], "+1 -1:100 +1 -1:100"),
    Row("releasing, another tone on", [on(0), off(100), on(110, .two), off(200, .two)], "+1 -1:100 +2 -2:90"),
    Row(
      "releasing, another event on", [on(0), off(100), eventOn(140, .two), eventOff(200, .two)], "+1 -1:100 +2 -2:60"),
    Row("releasing, the late event", [on(0), off(100), eventOn(140), eventOff(200)], "+1 -1:200"),
    Row("releasing, off again", [on(0), off(100), off(105)], "+1 -1:100"),
    // After the release.
    Row("event 180 ms after the tone: one", [on(0), off(100), eventOn(280), eventOff(380)], "+1 -1:100"),
    Row("tone 180 ms after the event: one", [eventOn(0), eventOff(100), on(280), off(380)], "+1 -1:100"),
    Row("event 400 ms after the tone: two", [on(0), off(100), eventOn(500), eventOff(600)], "+1 -1:100 +1 -1:100"),
    Row(
      "event of another key soon after", [on(0), off(100), eventOn(200, .two), eventOff(300, .two)],
      "+1 -1:100 +2 -2:100"),
    Row(
      "two presses by events, both late as tones",
      [eventOn(0), eventOff(60), eventOn(120), eventOff(180), on(190), off(250), on(310), off(370)],
      "+1 -1:60 +1 -1:60"),
    Row(
      "two presses told by both",
      [on(0), eventOn(30), off(100), eventOff(130), on(250), eventOn(280), off(350), eventOff(380)],
      "+1 -1:130 +1 -1:130"),
  ]

  @Test(arguments: rows)
  func onePressIsOneKey(row: Row) {
    var merger = KeyMerger()
    var presses: [KeyPress] = []
    let detection = 30 * 8
    var pending = row.acts.map { act -> (known: Int, act: Act) in
      switch act {
      case .tone(_, _, let time): (time * 8 + detection, act)
      case .event(_, _, let time): (time * 8, act)
      }
    }
    pending.sort { $0.known < $1.known }
    for frame in 0..<600 {
      let now = (frame + 1) * AudioFrame.samples
      while let first = pending.first, first.known <= now {
        pending.removeFirst()
        switch first.act {
        case .tone(let digit, true, let time):
          merger.take(
            KeyEdge(digit: digit, change: .began(levelDBm0: -10), recognisedAt: first.known, toneAt: time * 8),
            presses: &presses)
        case .tone(let digit, false, let time):
          merger.take(
            KeyEdge(digit: digit, change: .ended(length: 0), recognisedAt: first.known, toneAt: time * 8),
            presses: &presses)
        case .event(let digit, true, let time): merger.eventBegan(digit, at: time * 8, presses: &presses)
        case .event(let digit, false, let time): merger.eventEnded(digit, at: time * 8, presses: &presses)
        }
      }
      merger.advance(to: now, presses: &presses)
    }
    let told = presses.map { press in
      switch press.change {
      case .pressed: "+\(press.digit.rawValue)"
      case .released(let length): "-\(press.digit.rawValue):\(length / 8)"
      }
    }.joined(separator: " ")
    #expect(told == row.presses)
    // Held to the end only where the table leaves the key down.
    #expect(merger.isHeld == (presses.last?.change == .pressed))
  }

  /// Whatever both sources tell, also out of order: every press is released before the next, and lasts no less than
  /// nothing.
  @Test
  func anyOrderMakesOrderlyPresses() {
    var random = SeededGenerator(41)
    for _ in 0..<500 {
      var merger = KeyMerger()
      var presses: [KeyPress] = []
      var time = 0
      for _ in 0..<40 {
        time += random.index(below: 700)
        let digit: DTMFDigit = random.index(below: 4) == 0 ? .two : .one
        switch random.index(below: 5) {
        case 0:
          let change = KeyEdge.Change.began(levelDBm0: -10)
          merger.take(
            KeyEdge(digit: digit, change: change, recognisedAt: time, toneAt: time - 240), presses: &presses)
        case 1:
          let change = KeyEdge.Change.ended(length: 1)
          merger.take(
            KeyEdge(digit: digit, change: change, recognisedAt: time, toneAt: time - 240), presses: &presses)
        case 2: merger.eventBegan(digit, at: time, presses: &presses)
        case 3: merger.eventEnded(digit, at: time, presses: &presses)
        default: merger.advance(to: time, presses: &presses)
        }
      }
      var held: DTMFDigit?
      for press in presses {
        switch press.change {
        case .pressed:
          #expect(held == nil)
          held = press.digit
        case .released(let length):
          #expect(held == press.digit && length >= 0)
          held = nil
        }
      }
      #expect(merger.isHeld == (held != nil))
    }
  }

  /// With real sound: breaks in a held key, and presses as fast as they may be.
  @Test(arguments: [(12, 1), (20, 1), (30, 1), (42, 2), (60, 2), (200, 2)])
  func breaksInSound(milliseconds: Int, presses wanted: Int) throws {
    for start in stride(from: 400, to: 502, by: 17) {
      var sound = Sound()
      sound.silence(start)
      sound.key(KeyTone(digit: .eight), count: 800)
      sound.silence(milliseconds * 8)
      sound.key(KeyTone(digit: .eight), count: 800)
      sound.silence(1600)
      #expect(Self.presses(in: sound).filter { $0.change == .pressed }.count == wanted, "start \(start)")
    }
  }

  /// spandsp loses and finds again a long key at the edge of its tolerance; the caller pressed once.
  @Test(arguments: [-1.5, 1.5], [DTMFDigit.three, .pound, .a, .d])
  func aLongKeyOffItsFrequencyIsOneKey(deviation: Double, digit: DTMFDigit) {
    for phase in stride(from: 0.0, to: 6, by: 0.5) {
      var sound = Sound()
      sound.silence(400 + Int(phase * 30))
      sound.key(KeyTone(digit: digit, deviation: deviation), count: 3200, phase: phase)
      sound.silence(1600)
      #expect(Self.presses(in: sound).filter { $0.change == .pressed }.count == 1, "phase \(phase)")
    }
  }

  static func presses(in sound: Sound) -> [KeyPress] {
    var merger = KeyMerger()
    var presses: [KeyPress] = []
    for edge in edges(of: sound) {
      merger.advance(to: edge.recognisedAt - 1, presses: &presses)
      merger.take(edge, presses: &presses)
    }
    merger.advance(to: .max, presses: &presses)
    return presses
  }
}
