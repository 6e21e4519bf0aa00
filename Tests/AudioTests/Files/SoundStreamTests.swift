import Testing

@testable import Audio

@Suite struct SoundStreamTests {
  @Test(arguments: [0, 1, 159, 160, 161, 255, 256, 257, 2047, 2048, 2049, 7000, 16383, 16384, 16385, 40_000])
  func everyLengthComesOutWhole(_ length: Int) throws {
    let samples = (0..<length).map { Int16(truncatingIfNeeded: $0 &* 7919) }
    #expect(try SoundStream(samples: samples).all() == samples)
    #expect(try SoundStream(silence: length).all() == [Int16](repeating: 0, count: length))
  }

  @Test func lateIsNotTheEnd() throws {
    let stream = SoundStream(samples: [Int16](repeating: 5, count: 200))
    var frame = [Int16](repeating: 9, count: 160)
    func take() -> Int { frame.withUnsafeMutableBufferPointer { stream.take(into: $0) } }
    #expect(take() == 0)
    #expect(!stream.isAtEnd)
    #expect(stream.wantsFilling)
    #expect(try stream.fill() == false)
    #expect(!stream.wantsFilling)
    #expect(take() == 160)
    #expect(!stream.isAtEnd)
    #expect(take() == 40)
    // The last samples tell the end: no empty frame in between.
    #expect(stream.isAtEnd)
    #expect(take() == 0)
  }

  @Test func nothingIsAtItsEndAtOnce() {
    #expect(SoundStream(samples: []).isAtEnd)
    #expect(SoundStream(silence: -5).isAtEnd)
    #expect(SoundStream(samples: [], repeats: true).isAtEnd)
  }

  @Test func musicGoesOnWithoutAGap() throws {
    let samples = (0..<700).map { Int16($0) }
    let stream = SoundStream(samples: samples, repeats: true)
    #expect(stream.length == nil)
    var frame = [Int16](repeating: 0, count: 160)
    for round in 0..<500 {
      #expect(try stream.fill())
      let count = frame.withUnsafeMutableBufferPointer { stream.take(into: $0) }
      #expect(frame[..<count].elementsEqual((0..<160).map { Int16((round * 160 + $0) % 700) }))
    }
  }

  @Test func aRepeatedFileBeginsAgainExactly() throws {
    let data = WrittenSound.encoded(WrittenSound.tone(rate: 44100, frames: 4410), .pcm16)
    let file = try SoundFile(bytes: WrittenSound.wav(data, rate: 44100), name: "a.wav")
    let once = try file.stream().all()
    let stream = try file.stream(repeats: true)
    var all = [Int16](repeating: 0, count: 2400)
    #expect(try stream.fill())
    #expect(all.withUnsafeMutableBufferPointer { stream.take(into: $0) } == 2400)
    #expect(all == once + once + once)
  }

  @Test func gainIsAppliedAndNeverWraps() throws {
    #expect(try SoundStream(samples: [100, -100, 20_000, -20_000], gain: 2).all() == [200, -200, 32767, -32768])
    #expect(try SoundStream(samples: [101, -101], gain: 0.5).all() == [50, -50])
    #expect(try SoundStream(samples: [1, -1], gain: .infinity).all() == [32767, -32768])
    #expect(try SoundStream(samples: [0, 5], gain: .nan).all().count == 2)
  }

  @Test func twoThreadsLoseNothing() async throws {
    let length = 300_000
    let stream = SoundStream(samples: (0..<length).map { Int16(truncatingIfNeeded: $0) })
    async let filled: Void = {
      while try stream.fill() { await Task.yield() }
    }()
    var taken: [Int16] = []
    var frame = [Int16](repeating: 0, count: 160)
    while !stream.isAtEnd {
      let count = frame.withUnsafeMutableBufferPointer { stream.take(into: $0) }
      taken += frame[..<count]
      if count == 0 { await Task.yield() }
    }
    try await filled
    #expect(taken == (0..<length).map { Int16(truncatingIfNeeded: $0) })
  }

  /// In a process of its own, where nothing else allocates.
  @Test func takingKeepsNothing() async {
    await #expect(processExitsWith: .success) {
      let stream = SoundStream(samples: [Int16](repeating: 5, count: 10_007), repeats: true)
      var frame = [Int16](repeating: 0, count: 160)
      func frames(_ count: Int) throws {
        for _ in 0..<count {
          if stream.wantsFilling { _ = try stream.fill() }
          _ = frame.withUnsafeMutableBufferPointer { stream.take(into: $0) }
        }
      }
      try frames(100)
      let before = try heapInUse()
      try frames(10_000)
      // Less than half a byte a frame.
      #expect(try heapInUse() - before < 5000)
    }
  }

  /// What is decoded once is, sample for sample, what is decoded as it is heard, also by several at once.
  @Test(arguments: [8000, 44100], [Float(1), 0.37])
  func decodedSoundsAreTheSame(rate: Int, gain: Float) throws {
    let data = WrittenSound.encoded(WrittenSound.tone(rate: rate, frames: rate * 3 + 77), .pcm16)
    let file = try SoundFile(bytes: WrittenSound.wav(data, rate: rate), name: "a.wav")
    let expected = try file.stream(gain: gain).all()
    let sound = try file.decoded(gain: gain)
    #expect(sound.length == expected.count)
    let streams = [SoundStream(sound), SoundStream(sound)]
    #expect(!streams[0].wantsFilling && streams[0].length == expected.count)
    #expect(try streams[0].fill() == false)
    #expect(try streams[0].all() == expected)
    #expect(streams[0].isAtEnd && streams[0].buffered == 0 && !streams[1].isAtEnd)
    #expect(try streams[1].all() == expected)
  }

  @Test(arguments: [1, 159, 160, 161, 700])
  func decodedMusicGoesOnWithoutAGap(_ length: Int) throws {
    let samples = (0..<length).map { Int16($0) }
    let bytes = WrittenSound.wav(samples.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, rate: 8000)
    let stream = SoundStream(try SoundFile(bytes: bytes, name: "a.wav").decoded(), repeats: true)
    #expect(stream.length == nil)
    var frame = [Int16](repeating: 0, count: 160)
    for round in 0..<100 {
      #expect(frame.withUnsafeMutableBufferPointer { stream.take(into: $0) } == 160)
      #expect(frame.elementsEqual((0..<160).map { Int16((round * 160 + $0) % length) }))
    }
  }
}
