import Audio
import CallInterface
import Testing

@testable import Telephony

/// Changes in the middle of a call.
struct MediaChangeTests {
  @Test(arguments: [SDPDirection.sendOnly, .inactive])
  func onHoldNothingIsHeard(_ direction: SDPDirection) throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(3) { _ in call.say() }
    call.press(.one, duration: 160)
    call.agree { $0.direction = direction }
    call.collect()
    // What was down is let go of; what is pressed meanwhile is nobody's.
    #expect(call.events.count == 2)
    call.timestamp &+= 1600
    call.press(.two, duration: 160)
    #expect(call.events.count == 2)
    call.agree()
    call.timestamp &+= 1600
    call.press(.three, duration: 160)
    #expect(call.events.last == .digitBegan(.three))
  }

  @Test(arguments: [SDPDirection.receiveOnly, .inactive])
  func onHoldNothingIsSentAndTheClockGoesOn(_ direction: SDPDirection) throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(2)
    call.agree { $0.direction = direction }
    call.frames(10)
    #expect(call.wire.packets.count == 2)
    call.agree()
    call.frames(1)
    let (before, after) = (call.wire.packets[1].packet?.header, call.wire.packets[2].packet?.header)
    #expect(after?.timestamp == before.map { $0.timestamp &+ 11 * 160 })
    #expect(after?.sequence == before.map { $0.sequence &+ 1 })
    #expect(after?.marker == true)
  }

  @Test func anotherSourceIsFollowedAfterTwoPackets() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(5) { _ in call.say() }
    call.source = 0x1111
    call.sequence = 40_000
    call.timestamp = 9
    call.frames(5) { _ in call.say(0x2A) }
    let statistics = call.stream.statistics
    #expect(statistics.sourceChanges == 1)
    #expect(statistics.packetsReceived == 9)
    #expect(statistics.lost == 0)
    #expect(call.stream.told.contains(.sourceChanged))
  }

  @Test func aPacketOfAnotherSourceNowAndThenIsNot() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(20) { index in
      call.say()
      guard index.isMultiple(of: 3) else { return }
      let sound = [UInt8](repeating: 0, count: 160)
      call.receive(
        Datagram(RTPHeader(payloadType: 8, sequence: UInt16(index), timestamp: 0, source: 77), sound))
    }
    #expect(call.stream.statistics.sourceChanges == 0)
    #expect(call.stream.statistics.packetsReceived == 20)
  }

  @Test func codecChangesAreCounted() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(6) { index in call.say(0xD5, type: index < 3 ? 8 : 0) }
    #expect(call.stream.statistics.codecChanges == 1)
  }

  @Test func whatIsNoSoundIsCounted() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.receive(Datagram([]))
    call.receive(Datagram([0x80, 8, 0]))
    call.receive(Datagram(hex: "000100002112a442 000000000000000000000000"))
    call.say(0, type: 96)
    #expect(call.stream.statistics.malformed == 4)
    #expect(call.stream.statistics.packetsReceived == 0)
  }

  @Test func strangersAreNotHeardAndGetNothing() throws {
    let call = try StreamUnderTest()
    call.agree()
    let stranger = try #require(SocketAddress("198.51.100.9", port: 4000))
    call.frames(5) { _ in call.say(from: stranger) }
    #expect(call.stream.statistics.fromStrangers == 5)
    #expect(call.wire.packets.allSatisfy { $0.address == call.peer })
  }

  @Test func theOtherPortOfTheSameHostIsLearned() throws {
    let call = try StreamUnderTest()
    call.agree()
    let there = try #require(SocketAddress("192.0.2.1", port: 61_000))
    call.frames(2) { _ in call.say(from: there) }
    #expect(call.stream.told == [.learned(there)])
    #expect(call.wire.packets.allSatisfy { $0.address == there })
  }
}
