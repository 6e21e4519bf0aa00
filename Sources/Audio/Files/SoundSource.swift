/// Where a stream gets its samples: 8 kHz, one channel, ±1 at full scale. Confined to the filling thread.
protocol SoundSource: AnyObject {
  /// How many samples were written to `buffer`, which is not empty; 0 only at the end.
  func read(into buffer: UnsafeMutableBufferPointer<Float>) throws(SoundFault) -> Int
  /// Back to the beginning.
  func rewind()
}

/// A sound file, decoded and resampled as it is read. Holds a few kilobytes however long the sound is.
final class FileSource: SoundSource {
  private let name: String
  private let length: Int
  private let decoder: SoundDecoder
  private let resampler: Resampler?
  private let decoded: UnsafeMutableBufferPointer<Float>
  private var waiting = 0..<0
  private var position = 0

  init(_ place: SoundPlace, _ header: SoundHeader, name: String) throws(SoundFault) {
    self.name = name
    length = header.length
    decoder = try SoundDecoder(try SoundBytes(place, name: name), header, name: name)
    if header.rate == AudioFrame.sampleRate {
      resampler = nil
    } else {
      guard let made = Resampler(from: header.rate) else { throw Self.cannotResample(name) }
      resampler = made
    }
    decoded = .allocate(capacity: 4096)
  }

  deinit { decoded.deallocate() }

  var overloads: Int { decoder.overloads }

  func read(into buffer: UnsafeMutableBufferPointer<Float>) throws(SoundFault) -> Int {
    let wanted = UnsafeMutableBufferPointer(rebasing: buffer[..<min(buffer.count, length - position)])
    guard !wanted.isEmpty else { return 0 }
    let made: Int
    if let resampler {
      made = try resample(resampler, into: wanted)
    } else {
      made = try decoder.read(into: wanted)
    }
    position += made
    return made
  }

  func rewind() {
    position = 0
    waiting = 0..<0
    decoder.rewind()
    resampler?.rewind()
  }

  private func resample(
    _ resampler: Resampler, into output: UnsafeMutableBufferPointer<Float>
  ) throws(SoundFault) -> Int {
    while true {
      if waiting.isEmpty { waiting = 0..<(try decoder.read(into: decoded)) }
      let isEnd = waiting.isEmpty
      guard let step = resampler.process(UnsafeBufferPointer(rebasing: decoded[waiting]), into: output) else {
        throw Self.cannotResample(name)
      }
      waiting = waiting.lowerBound + step.taken..<waiting.upperBound
      if step.made > 0 { return step.made }
      if isEnd {
        // libsoxr may round the last sample away; the length is a promise.
        output.update(repeating: 0)
        return output.count
      }
    }
  }

  private static func cannotResample(_ name: String) -> SoundFault {
    SoundFault(
      kind: .unsupported, name: name, problem: "its rate cannot be changed to 8000 Hz", remedy: "export it at 8000 Hz")
  }
}

final class SampleSource: SoundSource {
  private let samples: [Int16]
  private var position = 0

  init(_ samples: [Int16]) { self.samples = samples }

  func read(into buffer: UnsafeMutableBufferPointer<Float>) -> Int {
    let count = min(buffer.count, samples.count - position)
    for index in 0..<count { buffer[index] = Float(samples[position + index]) / 32768 }
    position += count
    return count
  }

  func rewind() { position = 0 }
}

final class SilenceSource: SoundSource {
  private let length: Int
  private var position = 0

  init(_ length: Int) { self.length = length }

  func read(into buffer: UnsafeMutableBufferPointer<Float>) -> Int {
    let count = min(buffer.count, length - position)
    buffer[..<count].update(repeating: 0)
    position += count
    return count
  }

  func rewind() { position = 0 }
}
