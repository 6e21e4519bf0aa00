import CallInterface
import Testing

@testable import Telephony

struct TelephoneEventSenderTests {
  /// Frames from timestamp 1000 on: `M` marker, `E` end, the duration and the timestamp; `.` is a frame of sound.
  private func frames(_ sender: inout TelephoneEventSender, _ count: Int, from timestamp: UInt32 = 1000) -> [String] {
    (0..<count).map { index in
      guard let packet = sender.next(at: timestamp &+ UInt32(index) * 160) else { return "." }
      return (packet.marker ? "M" : "") + (packet.event.isEnd ? "E" : "")
        + "\(packet.event.duration)@\(packet.timestamp)"
    }
  }

  @Test func aKeyIsAStartUpdatesAndThreeEnds() {
    var sender = TelephoneEventSender()
    sender.send([.one])
    #expect(
      frames(&sender, 9) == [
        "M160@1000", "320@1000", "480@1000", "640@1000", "E800@1000", "E800@1000", "E800@1000", ".", ".",
      ])
    #expect(sender.isIdle)
  }

  @Test func keysFollowEachOtherAfterAPause() {
    var sender = TelephoneEventSender()
    sender.send([.one, .two])
    let sent = frames(&sender, 18)
    #expect(sent[7...8] == [".", "."])
    #expect(sent[9] == "M160@2440")
    #expect(sent.count { $0.hasPrefix("E") } == 6)
    #expect(sender.events == 2)
  }

  @Test func aHeldKeyLastsUntilItIsLetGoOf() {
    var sender = TelephoneEventSender()
    sender.begin(.pound)
    let held = frames(&sender, 20)
    #expect(held.last == "3200@1000")
    sender.end(.pound)
    #expect(frames(&sender, 4, from: 4200) == ["E3360@1000", "E3360@1000", "E3360@1000", "."])
  }

  @Test func aKeyLetGoOfBeforeItsTurnIsSentAllTheSame() {
    var sender = TelephoneEventSender()
    sender.begin(.one)
    sender.end(.one)
    #expect(frames(&sender, 9).count { $0.hasPrefix("E800") } == 3)
  }

  @Test func aKeyOfOneFrameHasABeginning() {
    var sender = TelephoneEventSender()
    sender.begin(.one)
    _ = sender.next(at: 0)
    sender.releaseAll()
    #expect(frames(&sender, 30).count { $0.hasPrefix("E") } == 3)
  }

  @Test func longKeysComeInSegments() {
    var sender = TelephoneEventSender()
    sender.begin(.one)
    var receiver = TelephoneEventReceiver()
    var changes: [TelephoneEventReceiver.Change?] = []
    var timestamps: Set<UInt32> = []
    // 20 s.
    for index in 0..<1010 {
      if index == 1000 { sender.end(.one) }
      let now = UInt32(index) * 160
      guard let packet = sender.next(at: now) else { continue }
      timestamps.insert(packet.timestamp)
      #expect(packet.timestamp + UInt32(packet.event.duration) == now + 160 || packet.event.isEnd)
      let (first, second) = receiver.take(
        packet.event, timestamp: packet.timestamp, marker: packet.marker, at: Int(now))
      changes += [first, second, receiver.advance(to: Int(now))]
    }
    #expect(timestamps == [0, 65_535, 131_070])
    #expect(TelephoneEventReceiverTests.text(changes) == "+1 -1")
  }

  @Test func nobodyFillsTheQueueForEver() {
    var sender = TelephoneEventSender()
    sender.send([DTMFDigit](repeating: .one, count: 1000))
    _ = frames(&sender, 2000)
    #expect(sender.isIdle)
    #expect(sender.events == 64)
  }

  @Test func payloadsAreReadAsWritten() {
    for digit in DTMFDigit.allCases {
      for isEnd in [false, true] {
        let event = TelephoneEvent(code: TelephoneEvent.code(of: digit), isEnd: isEnd, volume: 63, duration: 0x1234)
        var bytes = [UInt8](repeating: 0, count: 4)
        #expect(bytes.withUnsafeMutableBytes { event.write(to: $0) } == 4)
        #expect(bytes.withUnsafeBytes { TelephoneEvent($0) } == event)
        #expect(event.digit == digit)
      }
    }
  }
}
