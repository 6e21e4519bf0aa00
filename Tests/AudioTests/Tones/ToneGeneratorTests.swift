import Audio
import Testing

struct ToneGeneratorTests {
  /// Frequencies, level and rhythm of every tone of every plan, measured from the sound.
  @Test(arguments: TonePlan.all)
  func everyToneSoundsAsPlanned(plan: TonePlan) {
    for tone in [plan.dial, plan.ringBack, plan.busy, plan.congestion, plan.specialInformation] {
      let sound = Sound.of(tone, seconds: 14)
      var place = 0
      for section in tone.sections {
        let length = section.length ?? 8000
        let part = Sound(samples: Array(sound.samples[(place + 40)..<(place + length - 40)]))
        if section.isSilence {
          #expect(part.samples.allSatisfy { $0 == 0 }, "\(plan.country)")
        } else {
          let wanted = tone.level + (section.frequencies.count == 2 ? 3.01 : 0)
          #expect(abs(part.level - wanted) < 0.5, "\(plan.country)")
        }
        place += length
      }
      // Round again.
      if tone.sections.allSatisfy({ $0.length != nil }) {
        let count = min(place, sound.samples.count - place)
        let silent = sound.samples.map { $0 == 0 }
        let differing = (0..<count).count { silent[$0] != silent[$0 + place] }
        #expect(differing < count / 50, "\(plan.country)")
      }
    }
  }

  @Test
  func aToneGoesOnWhereItStopped() {
    let whole = Sound.of(TonePlan.unitedKingdom.ringBack, seconds: 6)
    let generator = ToneGenerator(TonePlan.unitedKingdom.ringBack)
    var pieces = Sound()
    for size in [1, 159, 160, 7, 4000, 333] + Array(repeating: 160, count: 200) {
      var piece = [Int16](repeating: 9, count: size)
      piece.withUnsafeMutableBufferPointer { _ = generator.fill($0) }
      pieces.samples += piece
    }
    let count = min(whole.samples.count, pieces.samples.count)
    // Rounding is mended at other places in other pieces.
    #expect((0..<count).allSatisfy { abs(Int(whole.samples[$0]) - Int(pieces.samples[$0])) <= 1 })
  }

  @Test
  func theBeepEndsAndPressesNothing() {
    let generator = ToneGenerator(.beep)
    var frame = [Int16](repeating: 0, count: 1600)
    #expect(frame.withUnsafeMutableBufferPointer { generator.fill($0) } == 1600)
    #expect(!generator.isFinished)
    #expect(frame.withUnsafeMutableBufferPointer { generator.fill($0) } == 400)
    #expect(generator.isFinished)
    #expect(frame[400...].allSatisfy { $0 == 0 })
    #expect(frame.withUnsafeMutableBufferPointer { generator.fill($0) } == 0)
    #expect(edges(of: Sound.of(.beep, seconds: 1), settings: .bare).isEmpty)
  }

  @Test(arguments: [
    CallTone([], level: -10), CallTone([.init([400], milliseconds: 0)], level: -10),
    CallTone([.init([400], milliseconds: -5), .init([], milliseconds: 0)], level: 90),
  ])
  func aToneWithoutLengthIsSilence(tone: CallTone) {
    let generator = ToneGenerator(tone)
    var frame = [Int16](repeating: 9, count: 160)
    #expect(frame.withUnsafeMutableBufferPointer { generator.fill($0) } == 0)
    #expect(frame.allSatisfy { $0 == 0 } && generator.isFinished)
  }

  @Test(arguments: [("CN", 450), ("cn", 450), ("GB", 350), ("US", 350), ("HK", 350)])
  func plansByCountry(code: String, dial: Int) {
    #expect(TonePlan.plan(ofCountry: code)?.dial.sections.first?.frequencies.first == dial)
    #expect(TonePlan.plan(ofCountry: "XX") == nil)
  }
}
