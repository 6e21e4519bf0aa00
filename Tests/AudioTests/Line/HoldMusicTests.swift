import Audio
import CallInterface
import Foundation
import Testing

/// What a caller hears while one target after another rings.
@Suite struct HoldMusicTests {
  /// A line in real time that takes no sound.
  private struct QuietLine: LineDriver {
    var isVirtual: Bool { false }
    func start(_ sink: any EventSink, log: @escaping @Sendable (LineNote) -> Void) throws {}
    func perform(_ command: LineCommand) {}
    func settled() {}
    func stop() {}
  }

  private struct Music: SoundLibrary {
    func pieces(of segment: PromptSegment, problem: @escaping @Sendable (String) -> Void) async -> [PromptPiece] { [] }
    func background(_ uri: String, problem: @escaping @Sendable (String) -> Void) async -> SoundStream? {
      uri == "none.wav" ? nil : .ramp(8000)
    }
  }

  /// Tells what it is to let ring.
  private struct Desk: TransferDesk {
    let rings: AsyncStream<(ActivityID, SoundStream)>.Continuation
    func begin(
      _ id: ActivityID, _ request: TransferRequest, on line: any LineDriver, telling sink: any EventSink
    ) async {}
    func end(_ id: ActivityID, telling sink: any EventSink) async {}
    func ring(_ id: ActivityID, with stream: SoundStream) async { rings.yield((id, stream)) }
  }

  @Test(.timeLimit(.minutes(1)))
  func aSecondTryGoesOnWithTheMusicOfTheFirst() async throws {
    let (rings, mailbox) = AsyncStream.makeStream(of: (ActivityID, SoundStream).self)
    let folder = RecordingFolder(FileManager.default.temporaryDirectory.path, call: "none")
    let channel = AudioChannel(
      line: QuietLine(), sounds: Music(), recordings: folder, transfers: Desk(rings: mailbox), log: { _ in })
    try await channel.open(DeafSink())
    func ring(_ number: Int, _ audio: String) async {
      let request = TransferRequest(
        kind: .bridge, destination: "sip:a@b", connectTimeout: .seconds(9), audio: audio, aai: nil)
      await channel.perform(.transfer(ActivityID(number), request))
    }
    var iterator = rings.makeAsyncIterator()
    await ring(1, "music.wav")
    let first = try #require(await iterator.next())
    await ring(2, "music.wav")
    let second = try #require(await iterator.next())
    await ring(3, "none.wav")
    await ring(4, "other.wav")
    let other = try #require(await iterator.next())
    await ring(5, "other.wav")
    let again = try #require(await iterator.next())
    #expect([first.0, second.0, other.0, again.0].map(\.number) == [1, 2, 4, 5])
    #expect(first.1 === second.1)
    #expect(first.1 !== other.1)
    #expect(other.1 === again.1)
    await channel.close()
  }
}
