import Audio
import CallInterface
import Synchronization
import Testing

@testable import Telephony

struct BridgeTests {
  private func joined() throws -> (StreamUnderTest, StreamUnderTest) {
    let (one, two) = (try StreamUnderTest(MediaSettings(seed: 1)), try StreamUnderTest(MediaSettings(seed: 2)))
    one.agree()
    two.agree()
    let (there, back) = (BridgeWay(), BridgeWay())
    one.stream.join(BridgeEnd(out: there, back: back))
    two.stream.join(BridgeEnd(out: back, back: there))
    return (one, two)
  }

  @Test func eachHearsTheOther() throws {
    let (one, two) = try joined()
    for _ in 0..<20 {
      one.frames(1) { _ in one.say(0x2A) }
      two.frames(1) { _ in two.say(0x55) }
    }
    #expect(two.wire.packets.suffix(10).allSatisfy { $0.payload == [UInt8](repeating: 0x2A, count: 160) })
    #expect(one.wire.packets.last?.payload.allSatisfy { $0 == 0x55 || $0 == 0xD5 } == true)
  }

  @Test func partedTheyDoNot() throws {
    let (one, two) = try joined()
    one.frames(10) { _ in one.say(0x2A) }
    two.frames(10)
    two.stream.join(nil)
    two.frames(1)
    #expect(two.wire.packets.last?.payload == [UInt8](repeating: 0xD5, count: 160))
  }

  @Test func keysReachBoth() throws {
    let (one, two) = try joined()
    one.press(.nine, duration: 160)
    #expect(one.events == [.digitBegan(.nine)])
    two.frames(3)
    one.press(.nine, duration: 800, isEnd: true)
    two.frames(6)
    let events = two.wire.packets.filter { $0.packet?.header.payloadType == 101 }.compactMap(\.event)
    #expect(events.map(\.code) == [UInt8](repeating: 9, count: events.count))
    #expect(events.count(where: \.isEnd) == 3)
    #expect(two.events.isEmpty)
  }

  @Test func whoeverIsMutedIsNotHeard() throws {
    let (one, two) = (try StreamUnderTest(MediaSettings(seed: 1)), try StreamUnderTest(MediaSettings(seed: 2)))
    one.agree()
    two.agree()
    let (there, back) = (BridgeWay(), BridgeWay())
    there.isMuted.store(true, ordering: .relaxed)
    one.stream.join(BridgeEnd(out: there, back: back))
    two.stream.join(BridgeEnd(out: back, back: there))
    one.press(.nine, duration: 160)
    for _ in 0..<10 {
      one.frames(1) { _ in one.say(0x2A) }
      two.frames(1)
    }
    #expect(one.events.contains(.digitBegan(.nine)))
    #expect(two.wire.packets.allSatisfy { $0.payload == [UInt8](repeating: 0xD5, count: 160) })
  }

  @Test func aSideThatDoesNotTakeIsNotWaitedFor() {
    let way = BridgeWay()
    var frame = [Int16](repeating: 1, count: 160)
    for _ in 0..<100 { frame.withUnsafeBufferPointer { way.give($0) } }
    frame = [Int16](repeating: 2, count: 160)
    // Eight fit; of those the last two are heard.
    #expect(way.take()?.first == 1)
    #expect(way.take()?.first == 1)
    #expect(way.take()?.first == nil)
    frame.withUnsafeBufferPointer { way.give($0) }
    #expect(way.take()?.first == nil)
    frame.withUnsafeBufferPointer { way.give($0) }
    #expect(way.take()?.first == 2)
  }
}
