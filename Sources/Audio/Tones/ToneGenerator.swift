/// Plays a `CallTone` frame by frame, and goes on where it stopped however long ago that was.
///
/// Edges are ramps of 2 ms, so that nothing clicks. Belongs to whoever advances the line.
public final class ToneGenerator {
  /// Whether a tone that does not repeat is over.
  public private(set) var isFinished: Bool

  private struct Section {
    var oscillators: [Oscillator]
    let length: Int?
  }

  private static let ramp = 16

  private var sections: [Section]
  private let amplitude: Float
  /// Whether it has no end of its own.
  let repeats: Bool
  private var index = 0
  private var position = 0

  public init(_ tone: CallTone) {
    sections = tone.sections.map { section in
      Section(
        oscillators: section.frequencies.map { Oscillator(frequency: Double($0)) },
        length: section.length.map { max($0, 0) })
    }
    // Held within full scale, so that every sample fits.
    amplitude = ToneLevel.amplitude(dBm0: min(tone.level, ToneLevel.fullScale))
    // A rhythm without length would never come round.
    let hasLength = sections.contains { ($0.length ?? 1) > 0 }
    repeats = tone.repeats && hasLength
    isFinished = !hasLength
  }

  /// - Returns: how many samples were the tone's; the rest of the frame is silence.
  @discardableResult
  public func fill(_ frame: UnsafeMutableBufferPointer<Int16>) -> Int {
    var filled = 0
    while filled < frame.count, !isFinished {
      let left = sections[index].length.map { $0 - position } ?? (frame.count - filled)
      let count = min(left, frame.count - filled)
      render(UnsafeMutableBufferPointer(rebasing: frame[filled..<filled + count]))
      filled += count
      step(by: count)
    }
    frame[filled...].update(repeating: 0)
    return filled
  }

  private func render(_ part: UnsafeMutableBufferPointer<Int16>) {
    part.update(repeating: 0)
    let length = sections[index].length
    for voice in sections[index].oscillators.indices {
      // A copy of its own for the loop: an element of an array within an array costs more than its sine.
      var oscillator = sections[index].oscillators[voice]
      for offset in part.indices {
        let sample = Float(oscillator.next()) * amplitude * gain(at: position + offset, of: length)
        part[offset] = Int16(clamping: Int32(part[offset]) + Int32(sample))
      }
      oscillator.steady()
      sections[index].oscillators[voice] = oscillator
    }
  }

  private func gain(at position: Int, of length: Int?) -> Float {
    let toEdge = min(position, length.map { $0 - position } ?? Self.ramp)
    return toEdge < Self.ramp ? Float(toEdge) / Float(Self.ramp) : 1
  }

  private func step(by count: Int) {
    position += count
    guard let length = sections[index].length, position >= length else {
      // A steady section needs only to be past its ramp.
      if sections[index].length == nil { position = min(position, Self.ramp) }
      return
    }
    position = 0
    index += 1
    if index == sections.count {
      index = 0
      isFinished = !repeats
    }
  }
}
