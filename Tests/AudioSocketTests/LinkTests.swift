import Audio
import CallInterface
import Testing

@testable import AudioSocket

/// A connection in virtual time.
@Suite struct LinkTests {
  @Test func aCallFromItsIDToItsHangUp() {
    let test = LinkUnderTest()
    test.ticks(3)
    #expect(test.told.isEmpty)
    test.socket.incoming = WireWriter.id(WireTests.id)
    test.ticks(1)
    #expect(test.told == [.announced(WireTests.id)])
    #expect(test.socket.sent.isEmpty)
    test.link.start()
    test.ticks(10) { _ in test.say() }
    #expect(test.socket.heard.sound.count == 10 * 320)
    test.socket.incoming += WireWriter.hangUp
    test.ticks(1)
    #expect(test.events == [.hungUp])
    #expect(test.outcome?.ending == .peerHungUp)
    #expect(test.outcome?.statistics.framesHeard == 9)
    #expect(test.outcome?.statistics.framesSent == 11)
    #expect(test.outcome?.statistics.bytesReceived == 19 + 10 * 323 + 3)
  }

  @Test func whatIsHeardIsWhatTheLineSpeaks() throws {
    let test = LinkUnderTest.talking()
    let samples = (0..<800).map { Int16(truncatingIfNeeded: $0 &* 97 &- 9000) }
    let stream = SoundStream(samples: samples)
    _ = try stream.fill()
    test.link.perform(.play(ActivityID(1), [.sound(stream)], isWhole: true))
    test.ticks(6)
    let line = try #require(AudioLine())
    let twin = SoundStream(samples: samples)
    _ = try twin.fill()
    line.perform(.play(ActivityID(1), [.sound(twin)], isWhole: true))
    var expected: [UInt8] = []
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    for _ in 0..<6 {
      frame.withUnsafeMutableBufferPointer { line.speak(into: $0) }
      expected += frame.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
    #expect(test.socket.heard.sound == expected)
    #expect(test.events == [.promptFinished(ActivityID(1))])
  }

  @Test(arguments: [2, 7, 80, 320, 321, 322, 1000, 4000])
  func soundOfAnySizeIsHeardWhole(_ size: Int) {
    let test = LinkUnderTest.talking()
    let total = 64_000
    for begin in stride(from: 0, to: total, by: size) {
      test.say((begin..<min(begin + size, total)).map { UInt8(truncatingIfNeeded: $0) })
    }
    test.ticks(400)
    let frames = (total / size * (size / 2) + total % size / 2) / AudioFrame.samples
    #expect(test.link.statistics.framesHeard == frames)
    // What comes at once is heard faster, and never all at once.
    #expect(test.link.statistics.framesHastened < frames / 2)
    #expect(test.link.statistics.framesHastened > 0)
  }

  @Test func aKeyAsMessageIsPressedOnce() {
    let test = LinkUnderTest.talking()
    test.ticks(20) { index in
      test.say()
      if index == 5 { test.socket.incoming += WireWriter.key(.pound) }
    }
    #expect(test.events == [.digitBegan(.pound), .digitEnded(.pound, length: .zero)])
    #expect(test.link.statistics.keysReceived == 1)
  }

  @Test func aKeyMayBePressedAheadOfTheFlow() {
    let test = LinkUnderTest()
    test.socket.incoming = WireWriter.id(WireTests.id) + WireWriter.key(.nine)
    test.ticks(3) { _ in test.say() }
    test.link.start()
    test.ticks(1)
    #expect(test.events == [.digitBegan(.nine), .digitEnded(.nine, length: .zero)])
  }

  @Test func aKeyNeedsNoSound() {
    let test = LinkUnderTest.talking()
    test.socket.incoming += WireWriter.key(.two) + WireWriter.key(.two)
    test.ticks(2)
    #expect(test.events.count == 4)
  }

  /// The exchange tells a key when it is let go of; its tone may be in the sound or not, before or after.
  @Test(arguments: [-4, 0, 3, 6, 9])
  func aKeyBothWaysIsOneKey(_ messageAfter: Int) throws {
    let sender = try #require(DTMFSender())
    sender.send([.five])
    var frame = [Int16](repeating: 0, count: AudioFrame.samples)
    let test = LinkUnderTest.talking()
    test.ticks(60) { index in
      if index >= 20 {
        _ = frame.withUnsafeMutableBufferPointer { sender.fill($0) }
        test.say(frame.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
      } else {
        test.say()
      }
      if index == 20 + messageAfter { test.socket.incoming += WireWriter.key(.five) }
    }
    #expect(test.events.filter { $0 == .digitBegan(.five) }.count == 1)
    #expect(test.events.count == 2)
  }

  @Test func whatIsNoKeyIsCounted() {
    let test = LinkUnderTest.talking()
    test.socket.incoming += [0x03, 0, 1, 0x7F, 0x03, 0, 1, 0xFE, 0x03, 0, 0]
    for _ in 0..<40 { test.socket.incoming += WireWriter.key(.one) }
    test.ticks(1)
    #expect(test.link.statistics.keysReceived == 32)
    #expect(test.link.statistics.messagesSkipped == 3 + 8)
  }

  @Test func unknownKindsAreSkippedAndCounted() {
    let test = LinkUnderTest.talking()
    test.socket.incoming += [0x12, 0, 2, 1, 1, 0x55, 0, 0] + WireWriter.id(CallUUID(upper: 1, lower: 2))
    test.ticks(1)
    #expect(test.link.statistics.messagesSkipped == 3)
    #expect(test.link.statistics.messagesOfOtherRates == 1)
    #expect(test.link.id == WireTests.id)
    #expect(test.outcome == nil)
  }

  // MARK: Ends

  @Test func ourHangUpComesBehindWhatWasSaid() {
    let test = LinkUnderTest.talking()
    test.ticks(5) { _ in test.say() }
    // Half a frame is stuck.
    test.socket.room = 100
    test.ticks(1) { _ in test.say() }
    test.link.end(.hungUp)
    test.ticks(1)
    #expect(!test.socket.isFinished)
    test.socket.room = nil
    test.ticks(1)
    #expect(test.socket.isFinished)
    let heard = test.socket.heard
    #expect(heard.pieces == [.hangUp])
    #expect(heard.sound.count == 6 * 320)
    #expect(Array(test.socket.sent.suffix(3)) == WireWriter.hangUp)
    #expect(test.outcome == nil)
    // The exchange says the rest of what it has, and closes.
    test.say()
    test.socket.isClosed = true
    test.ticks(2)
    #expect(test.outcome?.ending == .hungUp)
    #expect(test.events.isEmpty)
  }

  @Test func whoeverDoesNotCloseIsClosed() {
    let test = LinkUnderTest.talking()
    test.link.end(.hungUp)
    test.ticks(99)
    #expect(test.outcome == nil)
    test.ticks(1)
    #expect(test.outcome?.ending == .hungUp)
  }

  @Test func noIDInTime() {
    let test = LinkUnderTest()
    // Half an id is none.
    test.socket.incoming = Array(WireWriter.id(WireTests.id).dropLast())
    test.ticks(249)
    #expect(test.socket.sent.isEmpty)
    test.ticks(1)
    #expect(test.socket.sent == WireWriter.error)
    test.socket.isClosed = true
    test.ticks(1)
    #expect(test.outcome?.ending == .noID)
  }

  @Test(arguments: [
    ([0x10, 0, 2, 0, 0], AudioSocketEnding.wrongBeginning(kind: 0x10)), ([0x03, 0, 1, 0x31], .wrongBeginning(kind: 3)),
    (Array("GET / HTTP/1.1\r\n\r\n".utf8), .malformed(.tooLong(kind: 0x47, length: 0x4554, most: 16_000))),
    ([0x01, 0, 4, 1, 2, 3, 4], .malformed(.badID(length: 4))), ([0x42, 0, 0], .wrongBeginning(kind: 0x42)),
  ])
  func wrongBeginnings(_ bytes: [UInt8], _ ending: AudioSocketEnding) {
    let test = LinkUnderTest()
    test.socket.incoming = bytes
    test.ticks(1)
    #expect(test.socket.sent == WireWriter.error)
    test.ticks(100)
    #expect(test.outcome?.ending == ending)
    #expect(test.told.count == 1)
  }

  @Test func aMessageThatIsTooLongEndsTheCall() {
    let test = LinkUnderTest.talking()
    test.say()
    test.socket.incoming += [0x10, 0xFF, 0xFF]
    test.ticks(1)
    #expect(test.events == [.hungUp])
    #expect(test.socket.heard.pieces == [.error(code: nil)])
    test.socket.isClosed = true
    test.ticks(1)
    #expect(test.outcome?.ending == .malformed(.tooLong(kind: 0x10, length: 65_535, most: 16_000)))
  }

  @Test func noSoundForLong() {
    let test = LinkUnderTest.talking()
    test.ticks(100) { _ in test.say() }
    // Sound that cannot be heard is none.
    test.ticks(1499) { _ in test.socket.incoming += [0x12, 0, 2, 1, 1] }
    #expect(test.events.isEmpty)
    test.ticks(1)
    #expect(test.events == [.hungUp])
    test.socket.isClosed = true
    test.ticks(1)
    #expect(test.outcome?.ending == .noSound)
  }

  @Test func aPeerThatDoesNotRead() {
    let test = LinkUnderTest.talking()
    test.ticks(10) { _ in test.say() }
    test.socket.room = 100
    test.ticks(50) { _ in test.say() }
    #expect(test.link.statistics.framesDropped == 49)
    // It reads again: the rest of the frame that was begun comes first.
    test.socket.room = nil
    test.ticks(10) { _ in test.say() }
    #expect(test.socket.heard.fault == nil)
    #expect(test.socket.heard.pieces.isEmpty)
    #expect(test.socket.heard.sound.count == (10 + 1 + 10) * 320)
    test.socket.room = 0
    test.ticks(252) { _ in test.say() }
    #expect(test.events == [.hungUp])
    test.ticks(100)
    #expect(test.outcome?.ending == .notRead)
  }

  @Test func aBrokenConnection() {
    let test = LinkUnderTest.talking()
    test.socket.fault = 110
    test.ticks(1)
    #expect(test.events == [.hungUp])
    #expect(test.outcome?.ending == .broken(code: 110))
    test.ticks(10)
    #expect(test.told.count == 3)
  }

  @Test func whoeverStartsTooLateIsToldOfTheHangUp() {
    let test = LinkUnderTest()
    test.socket.incoming = WireWriter.id(WireTests.id) + WireWriter.hangUp
    test.ticks(1)
    #expect(test.events.isEmpty)
    test.link.start()
    test.collect()
    #expect(test.events == [.hungUp])
  }

  @Test func endingsHaveWords() {
    let endings: [AudioSocketEnding] = [
      .peerHungUp, .peerClosed, .peerFailed(code: 2), .hungUp, .refused, .stopped, .noID, .wrongBeginning(kind: 9),
      .malformed(.badID(length: 1)), .noSound, .notRead, .broken(code: 104),
    ]
    #expect(Set(endings.map(\.name)).count == endings.count)
    #expect(Set(endings.map(\.description)).count == endings.count)
  }
}
