import Audio
import CallInterface
import Testing

@Suite struct LineToneTests {
  /// A tone without an end is the background of prompts, and is heard again after them.
  @Test func anEndlessToneMakesWayForPrompts() throws {
    let rig = try LineRig()
    rig.line.perform(.play(ActivityID(1), [.sound(.ramp(1000))], isWhole: true))
    try rig.run(frames: 2)
    rig.line.perform(.tone(.steady([450], level: -10)))
    try rig.run(frames: 8)
    rig.line.perform(.tone(nil))
    try rig.run(frames: 5)
    #expect(Array(rig.heard.prefix(1000)) == .ramp(1000))
    #expect(rig.heard[1120..<1600].contains { $0 != 0 })
    #expect(rig.heard.suffix(640).allSatisfy { $0 == 0 })
    #expect(rig.told == [.init(event: .promptFinished(ActivityID(1)), frame: 6)])
  }

  @Test func aToneThatEndsByItselfLeavesTheLine() throws {
    let rig = try LineRig()
    rig.line.perform(.tone(.beep))
    rig.line.perform(.play(ActivityID(1), [.sound(.level(700, 160))], isWhole: true))
    try rig.run(frames: 13)
    #expect(!rig.line.isSilent && rig.events.isEmpty)
    #expect(try rig.exchange() == [Int16](repeating: 700, count: 160))
    #expect(rig.line.isSilent)
  }

  struct Ending: Sendable {
    let sound: CallTone
    var plans: [TonePlan] = []
    var hearsFax = true
    let events: [CallEvent]
  }

  @Test(arguments: [
    Ending(sound: TonePlan.china.busy, plans: [.china], events: [.toneHeard(.busy)]),
    Ending(sound: TonePlan.china.congestion, plans: [.china], events: [.toneHeard(.congestion)]),
    Ending(sound: TonePlan.china.busy, events: []),
    Ending(sound: TonePlan.china.dial, plans: TonePlan.all, events: []),
    Ending(sound: CallProgressDetectorTests.cng, events: [.toneHeard(.fax)]),
    Ending(sound: CallProgressDetectorTests.cng, plans: [.china], hearsFax: false, events: []),
    Ending(sound: CallProgressDetectorTests.cng, hearsFax: false, events: []),
  ])
  func tonesOfTheLineAreTold(ending: Ending) throws {
    var settings = LineSettings()
    settings.tonePlans = ending.plans
    settings.hearsFax = ending.hearsFax
    let rig = try LineRig(settings)
    try rig.run(saying: .of(ending.sound, seconds: 8))
    #expect(rig.events == ending.events)
  }
}
