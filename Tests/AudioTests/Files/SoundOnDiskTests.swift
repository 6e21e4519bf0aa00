import Glibc
import Testing

@testable import Audio

@Suite struct SoundOnDiskTests {
  @Test func aFileIsReadLikeBytes() throws {
    let folder = try TestFolder()
    let bytes = WrittenSound.wav(
      WrittenSound.encoded(WrittenSound.tone(rate: 16000, frames: 9000), .pcm16), rate: 16000)
    let path = try folder.write(bytes, to: "a.wav")
    let file = try SoundFile.check(path)
    #expect(file.name == path)
    #expect(try SoundFile.length(path) == .microseconds(562_500))
    #expect(try file.stream().all() == SoundFile(bytes: bytes, name: "a.wav").stream().all())
  }

  @Test func whatIsNoFile() throws {
    let folder = try TestFolder()
    func kind(_ path: String) -> SoundFault.Kind? {
      #expect(throws: SoundFault.self) { try SoundFile.check(path) }?.kind
    }
    #expect(kind(folder.path + "/none.wav") == .missing)
    #expect(kind(folder.path) == .unreadable)
    #expect(kind("/dev/zero") == .unreadable)
    #expect(kind("a\0b.wav") == .unreadable)
    // A pipe that nobody writes to must not hold the reader.
    let pipe = folder.path + "/pipe.wav"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(kind(pipe) == .unreadable)
    try folder.write([], to: "empty.wav")
    #expect(kind(folder.path + "/empty.wav") == .empty)
  }

  @Test func aFileThatShrinksWhileItPlaysEndsWhereItWasCut() throws {
    let folder = try TestFolder()
    let path = try folder.write(WrittenSound.wav([UInt8](repeating: 1, count: 100_000)), to: "a.wav")
    let stream = try SoundFile(path: path).stream()
    #expect(try stream.fill())
    #expect(truncate(path, 50_000) == 0)
    var frame = [Int16](repeating: 0, count: 8000)
    var taken = 0
    var faults: [SoundFault] = []
    while !stream.isAtEnd {
      taken += frame.withUnsafeMutableBufferPointer { stream.take(into: $0) }
      do { _ = try stream.fill() } catch { faults.append(error) }
    }
    #expect(faults.map(\.kind) == [.changed])
    #expect(taken < 25_000)
    #expect(taken > 16_000)
  }

  /// Whatever the length, what is held is the ring; the file is a hole on the disk. In a process of its own: other
  /// suites would be measured too.
  @Test func anHourTakesNoMoreThanAMinute() async throws {
    let folder = try TestFolder()
    let seconds = 3600
    let header = Array(WrittenSound.wav([], .aLaw, promised: seconds * 8000))
    let path = try folder.write(header, to: "hour.wav", size: header.count + seconds * 8000)
    #expect(try SoundFile.length(path) == .seconds(seconds))
    await #expect(processExitsWith: .success) { [path = path as String, seconds = seconds as Int] in
      let before = try heapInUse()
      let stream = try SoundFile(path: path).stream()
      var piece = [Int16](repeating: 0, count: 8000)
      var taken = 0
      var most = 0
      while !stream.isAtEnd {
        _ = try stream.fill()
        most = max(most, stream.buffered)
        taken += piece.withUnsafeMutableBufferPointer { stream.take(into: $0) }
      }
      #expect(taken == seconds * 8000)
      #expect(most <= SoundStream.ahead)
      // The samples are 58 megabytes.
      #expect(try heapInUse() - before < 300_000)
    }
  }
}
