import Synchronization
import Testing

@testable import Audio

@Suite struct RecordingWriterTests {
  static let formats = [
    RecordingFormat(.wav, .pcm16), RecordingFormat(.wav, .aLaw), RecordingFormat(.wav, .uLaw),
    RecordingFormat(.headerless, .aLaw), RecordingFormat(.headerless, .uLaw), RecordingFormat(.headerless, .pcm16),
    RecordingFormat(.wav, .pcm16, channels: 2), RecordingFormat(.wav, .aLaw, channels: 2),
  ]

  /// Not a whole number of frames, and odd.
  static let samples = WrittenSound.tone(frames: 8037).map { Int16(($0 * 32767).rounded()) }

  /// The file that should come out, made without the writer.
  static func expected(_ format: RecordingFormat, _ samples: [Int16]) -> [UInt8] {
    let coding: SoundCoding =
      switch format.coding {
      case .pcm16: .pcm16
      case .aLaw: .aLaw
      case .uLaw: .uLaw
      }
    return WrittenSound.encoded(samples.map { Double($0) / 32768 }, coding)
  }

  @Test(arguments: formats) func comesOutWhole(_ format: RecordingFormat) throws {
    let folder = try TestFolder()
    let name = "x." + format.ending
    let writer = try RecordingWriter(path: folder.path + "/" + name, format: format)
    let length = Self.samples.count / format.channels
    let samples = Array(Self.samples[..<(length * format.channels)])
    try writer.push(samples, by: 160 * format.channels) { try writer.drain() }
    #expect(folder.names == [name + ".part"])
    let whole = try writer.finish()
    #expect(folder.names == [name])
    #expect(whole.length == length)
    #expect(whole.fault == nil)
    let bytes = try folder.read(name)
    let sound = Self.expected(format, samples)
    let header = bytes.count - sound.count - (format.container == .wav ? sound.count % 2 : 0)
    #expect(Array(bytes[header..<header + sound.count]) == sound)
    #expect(whole.size == header + sound.count)
    if format == RecordingFormat(.wav, .pcm16) { #expect(bytes == WrittenSound.wav(sound)) }

    let file = try SoundFile.check(whole.path)
    #expect(file.notes.isEmpty)
    #expect(file.length == length)
    #expect(file.header.channels == format.channels)
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let folder = try TestFolder()
    var random = SeededGenerator(3)
    let samples = (0..<40_000).map { _ in Int16.random(in: .min ... .max, using: &random) }
    for round in 0..<3 {
      let path = folder.path + "/\(round).wav"
      let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .aLaw, channels: 2))
      try writer.push(samples, by: 320) { if Int.random(in: 0..<9, using: &random) <= round * 4 { try writer.drain() } }
      _ = try writer.finish()
    }
    let first = try folder.read("0.wav")
    #expect(try folder.read("1.wav") == first)
    #expect(try folder.read("2.wav") == first)
  }

  @Test func theHeaderIsTrueAllTheTime() throws {
    let folder = try TestFolder()
    let writer = try RecordingWriter(path: folder.path + "/x.wav", format: RecordingFormat(.wav, .uLaw))
    for second in 1...5 {
      try writer.push(Self.samples.prefix(8000).map { $0 }, by: 160) { if writer.wantsDraining { try writer.drain() } }
      let file = try SoundFile(bytes: folder.read("x.wav.part"), name: "x.wav")
      #expect(file.notes.isEmpty)
      // Never more than half a second behind.
      #expect(file.length > second * 8000 - 4000)
      #expect(file.length <= second * 8000)
    }
    writer.discard()
    #expect(folder.names.isEmpty)
  }

  @Test func lateDrainingCostsSoundAndNotTime() throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
    let second = [Int16](repeating: 1000, count: 8000)
    writer.push(second + second + second, by: 160) {}
    #expect(writer.lost > 7000)
    #expect(writer.lost < 8000)
    let lost = writer.lost
    try writer.drain()
    try writer.push(second, by: 160) { try writer.drain() }
    #expect(writer.lost == lost)
    _ = try writer.finish()
    let samples = try SoundFile(path: path).stream().all()
    #expect(samples.count == 32_000)
    #expect(samples.count { $0 == 0 } == lost)
    #expect(samples[..<16_000].allSatisfy { $0 == 1000 })
    #expect(samples[24_000...].allSatisfy { $0 == 1000 })
  }

  @Test func lossAtTheEndIsFilledUp() throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.al"
    let writer = try RecordingWriter(path: path, format: RecordingFormat(.headerless, .aLaw))
    writer.push([Int16](repeating: 1000, count: 24_000), by: 160) {}
    #expect(try writer.finish(keeping: 24_000).length == 24_000)
    #expect(try folder.read("x.al").count == 24_000)
  }

  @Test func twoThreadsLoseNothing() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/x.wav"
    let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .pcm16))
    let count = 200_000
    let isPushed = Flag()
    async let pushed: Void = {
      var frame = [Int16](repeating: 0, count: 160)
      for begin in stride(from: 0, to: count, by: 160) {
        for index in frame.indices { frame[index] = Int16(truncatingIfNeeded: begin + index) }
        // Faster than a line: the sound of a caller does not wait for room.
        while writer.room < 160 { await Task.yield() }
        frame.withUnsafeBufferPointer { _ = writer.push($0) }
      }
      isPushed.value.store(true, ordering: .releasing)
    }()
    while !isPushed.value.load(ordering: .acquiring) {
      try writer.drain()
      await Task.yield()
    }
    await pushed
    #expect(try writer.finish().length == count)
    #expect(writer.lost == 0)
    #expect(try SoundFile(path: path).stream().all() == (0..<count).map { Int16(truncatingIfNeeded: $0) })
  }

  /// In a process of its own, where nothing else allocates.
  @Test func pushingKeepsNothing() async throws {
    let folder = try TestFolder()
    await #expect(processExitsWith: .success) { [path = folder.path + "/x.wav" as String] in
      let writer = try RecordingWriter(path: path, format: RecordingFormat(.wav, .aLaw))
      let frame = [Int16](repeating: 5, count: 160)
      func frames(_ count: Int) throws {
        for _ in 0..<count {
          frame.withUnsafeBufferPointer { _ = writer.push($0) }
          if writer.wantsDraining { try writer.drain() }
        }
      }
      try frames(100)
      let before = try heapInUse()
      try frames(10_000)
      #expect(try heapInUse() - before < 5000)
    }
  }
}

private final class Flag: Sendable {
  let value = Atomic<Bool>(false)
}

extension RecordingWriter {
  /// Pushes samples in frames, with something done after each.
  func push(_ samples: [Int16], by size: Int, then act: () throws -> Void) rethrows {
    for begin in stride(from: 0, to: samples.count, by: size) {
      samples[begin..<min(samples.count, begin + size)].withUnsafeBufferPointer { _ = push($0) }
      try act()
    }
  }
}
