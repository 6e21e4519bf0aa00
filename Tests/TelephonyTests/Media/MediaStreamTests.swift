import Audio
import CallInterface
import Testing

@testable import Telephony

struct MediaStreamTests {
  @Test func framesGoOutEvenlyCounted() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(50)
    let headers = call.wire.packets.compactMap { $0.packet?.header }
    #expect(headers.count == 50)
    for (before, after) in zip(headers, headers.dropFirst()) {
      #expect(after.sequence == before.sequence &+ 1)
      #expect(after.timestamp == before.timestamp &+ 160)
    }
    #expect(headers.map(\.marker) == [true] + [Bool](repeating: false, count: 49))
    #expect(
      call.wire.packets.allSatisfy { $0.address == call.peer && $0.payload == [UInt8](repeating: 0xD5, count: 160) })
  }

  @Test func theSeedMakesTheNumbers() throws {
    func first(_ seed: UInt64) throws -> RTPHeader? {
      let call = try StreamUnderTest(MediaSettings(seed: seed))
      call.agree()
      call.frames(1)
      return call.wire.packets.first?.packet?.header
    }
    #expect(try first(1) == first(1))
    #expect(try first(1)?.source != first(2)?.source)
    #expect(try first(1)?.timestamp != first(2)?.timestamp)
  }

  @Test func nothingIsSentBeforeAnAgreement() throws {
    let call = try StreamUnderTest()
    call.frames(5) { _ in call.say() }
    #expect(call.wire.packets.isEmpty)
    #expect(call.stream.statistics.fromStrangers == 5)
  }

  @Test func aKeyActsOnItsFirstPacket() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(3) { _ in call.say() }
    call.press(.seven, duration: 160)
    #expect(call.events == [.digitBegan(.seven)])
    call.frames(4) { index in call.press(.seven, duration: UInt16(320 + index * 160)) }
    for _ in 0..<3 { call.press(.seven, duration: 960, isEnd: true) }
    #expect(call.events == [.digitBegan(.seven), .digitEnded(.seven, length: .milliseconds(80))])
  }

  @Test func aKeyWhosePacketsStopIsLetGoOf() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.press(.one, duration: 160)
    call.frames(10)
    #expect(call.events.count == 2)
    #expect(call.events.first == .digitBegan(.one))
  }

  @Test func aKeyAsEventAndAsToneIsOneKey() throws {
    let call = try StreamUnderTest()
    call.agree()
    let sender = try #require(DTMFSender())
    sender.send(DTMFSender.Signal.pause(800))
    sender.send(DTMFSender.Signal.key(.five))
    call.frames(40) { index in
      if index == 6 {
        call.press(.five, duration: 160)
      } else if index == 8 {
        call.press(.five, duration: 800, isEnd: true)
      }
      var samples = [Int16](repeating: 0, count: 160)
      samples.withUnsafeMutableBufferPointer { _ = sender.fill($0) }
      var bytes = [UInt8](repeating: 0, count: 160)
      bytes.withUnsafeMutableBufferPointer { bytes in
        _ = samples.withUnsafeBufferPointer { G711.aLaw.encode($0, into: bytes) }
      }
      call.receive(
        Datagram(
          RTPHeader(payloadType: 8, sequence: call.sequence, timestamp: call.timestamp, source: call.source), bytes))
      call.sequence &+= 1
      call.timestamp &+= 160
    }
    #expect(call.events.count { if case .digitBegan = $0 { true } else { false } } == 1)
    #expect(call.events.count { if case .digitEnded = $0 { true } else { false } } == 1)
  }

  // MARK: Sound that begins

  private let loud = SoundStream(samples: [Int16](repeating: 8000, count: 16_000))

  @Test func newSoundLeavesAtOnceAndTheRasterStays() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(3)
    _ = try loud.fill()
    call.stream.perform(.play(ActivityID(1), [.sound(loud)], isWhole: true))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 4)
    #expect(call.wire.packets.last?.payload.contains { $0 != 0xD5 } == true)
    // Only once for each frame.
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 4)
    // The tick's own frame has gone.
    call.frames(1)
    #expect(call.wire.packets.count == 4)
    call.frames(1)
    #expect(call.wire.packets.count == 5)
    let timestamps = call.wire.packets.compactMap { $0.packet?.header.timestamp }
    #expect(zip(timestamps, timestamps.dropFirst()).allSatisfy { $1 == $0 &+ 160 })
  }

  @Test func whatChangesTwiceInAFrameLeavesWithTheTick() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(1)
    call.stream.perform(.tone(CallTone.beep))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 2)
    call.stream.perform(.tone(CallTone.steady([440], level: -10)))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 2)
    call.frames(1)
    #expect(call.wire.packets.count == 3)
    call.frames(1)
    #expect(call.wire.packets.count == 3)
    call.frames(1)
    #expect(call.wire.packets.count == 4)
    let timestamps = call.wire.packets.compactMap { $0.packet?.header.timestamp }
    #expect(zip(timestamps, timestamps.dropFirst()).allSatisfy { $1 == $0 &+ 160 })
  }

  @Test func aPromptThatComesInPiecesLeavesWithItsFirst() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(2)
    _ = try loud.fill()
    call.stream.perform(.stopPlaying)
    call.stream.perform(.play(ActivityID(1), [], isWhole: false))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 2)
    call.frames(1)
    #expect(call.wire.packets.count == 3)
    call.stream.perform(.add(ActivityID(1), [.sound(loud)], isWhole: false))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 4)
    #expect(call.wire.packets.last?.payload.contains { $0 != 0xD5 } == true)
    // What is added to sound that plays is not ahead of anything.
    call.frames(1)
    call.stream.perform(.add(ActivityID(1), [.silence(160)], isWhole: true))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == 4)
  }

  @Test func aPromptBehindAnotherIsNotAhead() throws {
    let call = try StreamUnderTest()
    call.agree()
    _ = try loud.fill()
    call.stream.perform(.play(ActivityID(1), [.sound(loud)], isWhole: true))
    call.stream.speakIfChanged()
    call.frames(2)
    let before = call.wire.packets.count
    call.stream.perform(.play(ActivityID(2), [.silence(800)], isWhole: true))
    call.stream.speakIfChanged()
    #expect(call.wire.packets.count == before)
  }

  // MARK: Keys to the other side

  @Test func keysGoAsEventsWhereTheyWereAgreed() throws {
    let call = try StreamUnderTest()
    call.agree { $0.sends.telephoneEvent = 96 }
    call.frames(2)
    call.stream.perform(.sendKeys([.star, .one]))
    call.frames(30)
    let sent = call.wire.packets.filter { $0.packet?.header.payloadType == 96 }
    #expect(sent.compactMap(\.event).map(\.code) == [UInt8](repeating: 10, count: 7) + [UInt8](repeating: 1, count: 7))
    #expect(sent.compactMap(\.packet?.header).count(where: \.marker) == 2)
    #expect(call.wire.packets.count == 32)
    #expect(call.stream.statistics.eventsSent == 2)
    // No tone beside them.
    let sound = call.wire.packets.filter { $0.packet?.header.payloadType == 8 }
    #expect(sound.allSatisfy { $0.payload == [UInt8](repeating: 0xD5, count: 160) })
  }

  @Test func keysGoAsTonesWhereTheyWereNot() throws {
    let call = try StreamUnderTest()
    call.agree { $0.sends.telephoneEvent = nil }
    call.stream.perform(.sendKeys([.star]))
    call.frames(10)
    #expect(call.wire.packets.allSatisfy { $0.packet?.header.payloadType == 8 })
    #expect(call.wire.packets.first?.payload.contains { $0 != 0xD5 } == true)
  }

  // MARK: Watching

  @Test func silenceIsToldOnceAndItsEndToo() throws {
    var settings = MediaSettings(seed: 1)
    settings.timeout = .seconds(1)
    let call = try StreamUnderTest(settings)
    call.agree()
    call.frames(49)
    #expect(call.stream.told.isEmpty)
    call.frames(20)
    #expect(call.stream.told == [.timedOut])
    call.frames(1) { _ in call.say() }
    #expect(call.stream.told == [.timedOut, .resumed])
    call.frames(200) { _ in call.say() }
    #expect(call.stream.told == [.timedOut, .resumed])
  }

  @Test func onHoldNothingTimesOut() throws {
    var settings = MediaSettings(seed: 1)
    settings.timeout = .seconds(1)
    let call = try StreamUnderTest(settings)
    call.agree { $0.direction = .sendOnly }
    call.frames(200)
    #expect(call.stream.told.isEmpty)
    call.agree()
    call.frames(40)
    #expect(call.stream.told.isEmpty)
  }

  @Test func reportsTellLossAndTheRoundTrip() throws {
    var settings = MediaSettings(seed: 1)
    settings.reportInterval = .seconds(1)
    let call = try StreamUnderTest(settings)
    call.agree()
    call.frames(100) { index in
      if index.isMultiple(of: 2) { call.say() } else { call.sequence &+= 1 }
    }
    let first = try #require(call.wire.reports.first)
    #expect(first.address.port == 4001)
    let report = try Datagram(first.bytes).reports.get()
    let block = try #require(report.blocks.first)
    #expect(block.source == call.source)
    #expect((120...130).contains(block.fractionLost))
    let sender = try #require(report.sender)
    #expect(report.source == call.wire.packets.first?.packet?.header.source)

    // The peer answers half a second after our report; it says that it kept it for 400 ms.
    let sentAt = call.time
    call.frames(25)
    let answer = RTCPCompound(
      source: call.source,
      blocks: [
        ReportBlock(
          source: report.source, fractionLost: 0, lost: 7, highestSequence: 0, jitter: 16,
          lastReport: NTPTime(sinceEpoch: sentAt.wall).short, delay: ShortDuration(nanoseconds: 400_000_000).bits)
      ])
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = bytes.withUnsafeMutableBytes { answer.write(name: [0x61], to: $0) } ?? 0
    call.receiveReport(Datagram(Array(bytes.prefix(count))))
    let statistics = call.stream.statistics
    #expect(statistics.remoteLost == 7)
    #expect(statistics.remoteJitter == 2000)
    #expect((99_900...100_100).contains(statistics.roundTrip ?? 0))
    #expect(sender.packets > 0)
  }

  @Test func aGoodbyeIsToldAndSaid() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(2) { _ in call.say() }
    call.receiveReport(Datagram(hex: "80c90001 0000abcd 81cb0001 0000abcd"))
    #expect(call.stream.told == [.left])
    call.stream.leave(at: call.time)
    let last = try #require(call.wire.reports.last)
    #expect(try Datagram(last.bytes).reports.get().leaving == [call.stream.sender.source])
  }

  @Test func aStrangersReportIsNothing() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(2) { _ in call.say() }
    call.receiveReport(
      Datagram(hex: "80c90001 0000abcd 81cb0001 0000abcd"), from: SocketAddress("198.51.100.9", port: 4000))
    #expect(call.stream.told.isEmpty)
    #expect(call.stream.statistics.fromStrangers == 1)
  }

  @Test func missedTicksMoveTheClock() throws {
    let call = try StreamUnderTest()
    call.agree()
    call.frames(1)
    call.stream.skip(ticks: 7)
    call.frames(1)
    let timestamps = call.wire.packets.compactMap { $0.packet?.header.timestamp }
    #expect(timestamps[1] == timestamps[0] &+ 8 * 160)
    #expect(call.stream.statistics.framesSkipped == 7)
  }

  @Test func anyDatagramsAreHarmless() throws {
    let call = try StreamUnderTest()
    call.agree()
    var random = MediaRandom(seed: 3)
    call.frames(2000) { index in
      var bytes = (0..<Int(random.next() % 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      // Most look like RTP of the call, so that they get further.
      if bytes.count > 12, index % 4 != 0 {
        bytes[0] = 0x80 | (bytes[0] & 0x3F)
        bytes[1] = [8, 0, 101, 13][index % 4]
        if index % 3 != 0 { bytes.replaceSubrange(8..<12, with: [0, 0, 0, 1]) }
      }
      call.receive(Datagram(bytes))
      call.receiveReport(Datagram(bytes))
      call.say()
    }
    let statistics = call.stream.statistics
    #expect(statistics.packetsReceived + statistics.malformed + statistics.duplicates > 2000)
    #expect(call.wire.packets.count == 2000)
  }
}
