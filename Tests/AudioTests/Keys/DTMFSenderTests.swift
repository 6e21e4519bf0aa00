import Audio
import CallInterface
import Testing

struct DTMFSenderTests {
  @Test(arguments: [(40, 40, -9, 2), (100, 100, -9, 0), (70, 50, -20, -4), (50, 50, 20, 3)])
  func whatIsSentIsHeard(tone: Int, pause: Int, level: Int, twist: Int) throws {
    var settings = DTMFSender.Settings()
    (settings.toneLength, settings.pauseLength) = (tone * 8, pause * 8)
    (settings.level, settings.twist) = (level, twist)
    let sender = try #require(DTMFSender(settings))
    sender.send(DTMFDigit.allCases)
    sender.send(.pause(1234))
    sender.send([.one])
    let sound = Self.render(sender)
    let heard = edges(of: sound)
    let wanted = DTMFDigit.allCases + [.one]
    #expect(heard.map(\.digit) == wanted.flatMap { [$0, $0] })
    for (index, edge) in heard.enumerated() {
      guard case .ended(let length) = edge.change else { continue }
      #expect(abs(length - tone * 8) <= 40)
      let pauses = index / 2 == 16 ? 1234 : 0
      #expect(abs(edge.toneAt - length - index / 2 * (tone + pause) * 8 - pauses) <= 40)
    }
  }

  @Test
  func moreKeysThanTheLibrarysQueueHolds() throws {
    let sender = try #require(DTMFSender())
    let digits = (0..<300).map { DTMFDigit.allCases[$0 % 16] }
    sender.send(digits)
    #expect(ourHearings(Self.render(sender)).map(\.digit) == digits)
    var frame = [Int16](repeating: 7, count: 160)
    #expect(frame.withUnsafeMutableBufferPointer { sender.fill($0) } == 0)
    #expect(frame.allSatisfy { $0 == 0 })
  }

  static func render(_ sender: DTMFSender) -> Sound {
    var sound = Sound()
    while !sender.isIdle {
      var frame = [Int16](repeating: 7, count: AudioFrame.samples)
      frame.withUnsafeMutableBufferPointer { _ = sender.fill($0) }
      sound.samples += frame
    }
    sound.silence(800)
    return sound
  }
}
