import Audio
import CallInterface
import Testing

/// Words for a caller who waits, over what sounds while a far end rings.
@Suite struct RingBackTests {
  private static func isRamp(_ frame: [Int16], from first: Int16) -> Bool { frame == .ramp(frame.count, from: first) }

  @Test func aPromptTakesThePlaceOfRingBackWhichGoesOn() throws {
    let rig = try LineRig()
    rig.line.perform(.tone(.steady([450], level: -13)))
    try rig.run(frames: 5)
    let ringing = try rig.exchange()
    #expect(ringing.contains { abs(Int($0)) > 1000 })
    rig.line.perform(.play(ActivityID(1), [.sound(.ramp(320))], isWhole: true))
    #expect(Self.isRamp(try rig.exchange(), from: 1))
    #expect(Self.isRamp(try rig.exchange(), from: 161))
    #expect(rig.events == [.promptFinished(ActivityID(1))])
    #expect(try rig.exchange().contains { abs(Int($0)) > 1000 })
    rig.line.perform(.tone(nil))
    #expect(try rig.exchange() == .silence(160))
  }

  @Test func aStoppedPromptFadesAndRingBackGoesOn() throws {
    let rig = try LineRig()
    rig.line.perform(.tone(.steady([450], level: -13)))
    rig.line.perform(.play(ActivityID(1), [.sound(.level(8000, 4000))], isWhole: true))
    try rig.run(frames: 2)
    rig.line.perform(.stopPlaying)
    let fading = try rig.exchange()
    #expect(fading[0] > 0 && fading[159] == 0)
    #expect(try rig.exchange().contains { $0 < -1000 })
    #expect(rig.events.isEmpty)
  }

  @Test func musicStopsForAPromptAndGoesOnWhereItStopped() throws {
    let rig = try LineRig()
    rig.line.perform(.background(.ramp(16_000)))
    #expect(Self.isRamp(try rig.exchange(), from: 1))
    rig.line.perform(.play(ActivityID(1), [.sound(.level(9000, 160))], isWhole: true))
    #expect(try rig.exchange() == [Int16](repeating: 9000, count: 160))
    #expect(Self.isRamp(try rig.exchange(), from: 161))
  }

  /// The beep of a recording waits for nothing.
  @Test func aToneWithAnEndStandsInstead() throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.sound(.ramp(160))], isWhole: true))
    rig.line.perform(.tone(CallTone([.init([1000], milliseconds: 20)], level: -13, repeats: false)))
    #expect(!Self.isRamp(try rig.exchange(), from: 1))
    #expect(Self.isRamp(try rig.exchange(), from: 1))
  }
}
