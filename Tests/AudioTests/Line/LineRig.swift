import Audio
import CallInterface
import Testing

/// A line, a caller whose sound is given, and all that came of it.
final class LineRig {
  struct Told: Equatable {
    let event: CallEvent
    /// Counted from 0: the frame in which it was told.
    let frame: Int
  }

  let line: AudioLine
  private(set) var heard: [Int16] = []
  private(set) var told: [Told] = []
  private(set) var notes: [LineNote] = []

  var events: [CallEvent] { told.map(\.event) }
  var keysBegun: [DTMFDigit] {
    events.compactMap { if case .digitBegan(let digit) = $0 { digit } else { nil } }
  }

  init(_ settings: LineSettings = LineSettings(), callRecorder: CallRecorder? = nil) throws {
    line = try #require(AudioLine(settings, callRecorder: callRecorder))
  }

  /// Frames each way; the caller is silent after what is said.
  /// - Parameter after: done after each frame, with its number in this call.
  func run(frames: Int, saying said: [Int16] = [], after: (Int) throws -> Void = { _ in }) throws {
    for index in 0..<frames {
      let begin = min(index * AudioFrame.samples, said.count)
      var frame = Array(said[begin..<min(begin + AudioFrame.samples, said.count)])
      frame += repeatElement(0, count: AudioFrame.samples - frame.count)
      try exchange(frame)
      try after(index)
    }
  }

  func run(saying said: Sound, after: (Int) throws -> Void = { _ in }) throws {
    try run(
      frames: (said.samples.count + AudioFrame.samples - 1) / AudioFrame.samples, saying: said.samples, after: after)
  }

  /// One frame each way, first what the caller hears.
  @discardableResult
  func exchange(_ said: [Int16] = [Int16](repeating: 0, count: AudioFrame.samples)) throws -> [Int16] {
    for stream in line.streams { _ = try stream.fill() }
    var frame = [Int16](repeating: 77, count: AudioFrame.samples)
    frame.withUnsafeMutableBufferPointer { line.speak(into: $0) }
    said.withUnsafeBufferPointer { line.hear($0) }
    heard += frame
    told += line.events.map { Told(event: $0, frame: line.frames - 1) }
    notes += line.notes
    line.events = []
    line.notes = []
    return frame
  }
}

extension SoundStream {
  /// Samples that are all different from their neighbours.
  static func ramp(_ count: Int, from first: Int16 = 1) -> SoundStream {
    SoundStream(samples: .ramp(count, from: first))
  }

  static func level(_ value: Int16, _ count: Int) -> SoundStream {
    SoundStream(samples: [Int16](repeating: value, count: count))
  }
}

extension [Int16] {
  static func ramp(_ count: Int, from first: Int16 = 1) -> [Int16] { (0..<count).map { first &+ Int16($0 % 20_000) } }

  static func silence(_ count: Int) -> [Int16] { [Int16](repeating: 0, count: Swift.max(count, 0)) }

  /// Its beginning, and silence up to so many.
  func padded(to count: Int) -> [Int16] { Array(prefix(count)) + .silence(count - self.count) }
}
