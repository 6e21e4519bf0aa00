import Audio
import CallInterface
import CallRuntime
import Foundation
import Switchboard
import Telephony
import Testing

/// Targets of a route over SIP: one is busy, one rings on, one answers.
@Suite("Transfers by a route", .serialized, .timeLimit(.minutes(3)))
struct RouteTransferTests {
  /// - Parameter news: a sound; the caller's telephone hears a key in it.
  private static func flow(_ type: String, news: String) -> String {
    """
    <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xmlns:ivr="urn:attendant:flow:1">
      <ivr:route id="desks">
        <ivr:target dest="sip:busy@127.0.0.1:5312" connecttimeout="20s"/>
        <ivr:target dest="sip:silent@127.0.0.1:5312" connecttimeout="4s" on="busy"/>
        <ivr:target dest="sip:agent@127.0.0.1:5312" connecttimeout="40s" on="noanswer"/>
        <ivr:header name="X-Account" expr="'6123; 4567'"/>
        <ivr:waiting every="1s"><prompt><audio src="\(news)"/></prompt></ivr:waiting>
      </ivr:route>
      <form><transfer name="agent" type="\(type)" ivr:route="desks"><filled>
        <log label="v" expr="agent + ': ' + agent$.attempts.map(function (a) { return a.result; }).join(' ')"/>
        <disconnect/></filled></transfer></form>
    </vxml>
    """
  }

  @Test("a bridge goes on to the next target, each with the header, and the caller hears news meanwhile")
  func bridge() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "news-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let news = folder.appending(path: "news.wav")
    try Self.key(.seven).write(to: news)
    let office = try await Office(
      Self.flow("bridge", news: news.absoluteString), port: 5310, mediaPorts: 23900...23999)
    let caller = try await Party(port: 5311, mediaPorts: 24000...24099)
    let desks = try await Party(port: 5312, mediaPorts: 24100...24199)
    let (keys, mailbox) = AsyncStream.makeStream(of: DTMFDigit.self)

    let line = try await caller.call(office.uri, ears: Ears(mailbox))
    #expect(await desks.refuse(486)?.headers["X-Account"] == "6123; 4567")
    let silent = try #require(await desks.invitation())
    #expect(silent.headers["X-Account"] == "6123; 4567")
    desks.endpoint.ring(silent.dialog)
    // Nobody talks yet: only the office can have said it.
    #expect(await keys.first { _ in true } == .seven)
    #expect(await desks.ending(of: silent.dialog) != nil)
    let answered = try await desks.answer()
    desks.endpoint.hangUp(answered.dialog)
    #expect(await desks.end(of: answered) == .us)
    #expect(await caller.end(of: line) == .peer)

    #expect(await office.logs.first { _ in true } == "far_end_disconnect: busy noanswer far_end_disconnect")
    let transfers = try #require(await office.record()).transfers
    #expect(transfers.map(\.result) == ["busy", "noanswer", "far_end_disconnect"])
    #expect(transfers.map { $0.answered == nil } == [true, true, false])
    #expect(transfers.map { $0.ended == nil } == [false, false, false])
    await desks.stop()
    await caller.stop()
    try await office.close()
    try FileManager.default.removeItem(at: folder)
  }

  @Test("a consultation goes on to the next target")
  func consultation() async throws {
    let office = try await Office(
      Self.flow("consultation", news: "none.wav"), port: 5310, mediaPorts: 23900...23999)
    let caller = try await Party(port: 5311, mediaPorts: 24000...24099)
    let desks = try await Party(port: 5312, mediaPorts: 24100...24199)
    let line = try await caller.call(office.uri)
    _ = await desks.refuse(486)
    #expect(await desks.refuse(503)?.headers["X-Account"] == "6123; 4567")
    #expect(await caller.end(of: line) == .peer)
    let record = try #require(await office.record())
    #expect(record.transfers.map(\.dest) == ["sip:busy@127.0.0.1:5312", "sip:silent@127.0.0.1:5312"])
    #expect(record.transfers.first?.result == "busy")
    await desks.stop()
    await caller.stop()
    try await office.close()
  }

  /// 400 ms of a key as a WAV file: 8 kHz, 16 bits.
  private static func key(_ digit: DTMFDigit) throws -> Data {
    var samples: [Int16] = []
    let tones = DTMFSender.Settings()
    let sender = try #require(DTMFSender(tones))
    sender.send([digit])
    while samples.count < 3200 {
      var frame = [Int16](repeating: 0, count: AudioFrame.samples)
      frame.withUnsafeMutableBufferPointer { _ = sender.fill($0) }
      samples += frame
    }
    func bytes(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    let size = samples.count * 2
    return Data(
      Array("RIFF".utf8) + bytes(size + 36, 4) + Array("WAVEfmt ".utf8) + bytes(16, 4) + bytes(1, 2) + bytes(1, 2)
        + bytes(8000, 4) + bytes(16_000, 4) + bytes(2, 2) + bytes(16, 2) + Array("data".utf8) + bytes(size, 4)
        + samples.flatMap { bytes(Int($0), 2) })
  }
}

/// Hears keys in what a line brings.
private struct Ears: EventSink {
  private let heard: AsyncStream<DTMFDigit>.Continuation
  private let deaf = DeafSink()

  init(_ heard: AsyncStream<DTMFDigit>.Continuation) {
    self.heard = heard
  }

  var now: CallInstant { deaf.now }

  func post(_ event: CallEvent) {
    if case .digitBegan(let digit) = event { heard.yield(digit) }
  }

  func schedule(_ event: CallEvent, after delay: Duration) -> ScheduledEvent { deaf.schedule(event, after: delay) }
  func cancel(_ scheduled: ScheduledEvent) { deaf.cancel(scheduled) }
  func isPending(_ scheduled: ScheduledEvent) -> Bool { deaf.isPending(scheduled) }
}
