import CSpanDSP
import Synchronization

/// Samples on their way to a line: one thread decodes ahead (`fill`), one takes frames (`take`) and never waits.
///
/// In real time a pump fills all streams in turn; in virtual time the driver fills before it takes, and the result is
/// the same to the bit. A stream of a `DecodedSound` needs no filling at all.
///
/// `@unchecked Sendable`: `source`, `scratch`, `converted` and `repeats` are touched only by the filling thread (one at
/// a time), `position` only by the taking one, the ring guards itself, and `end` is atomic.
public final class SoundStream: @unchecked Sendable {
  /// Two seconds and a bit, decoded ahead at most.
  public static let ahead = 16384

  /// All samples that it will give; `nil` if it repeats for ever.
  public let length: Int?
  /// A factor on every sample.
  public let gain: Float
  private let ring: SampleRing
  /// Samples that the stream will have given when it is over. Known from the beginning, so that the last frame tells
  /// the end at once; smaller where the source failed.
  private let end: Atomic<Int>
  private let source: any SoundSource
  private let repeats: Bool
  private let scratch: UnsafeMutableBufferPointer<Float>
  private let converted: UnsafeMutableBufferPointer<Int16>
  /// What has all its samples already, and how many were taken.
  private let whole: DecodedSound?
  private var position = 0

  /// - Parameter gain: a factor on every sample; what it lifts beyond full scale is clipped.
  public convenience init(samples: [Int16], gain: Float = 1, repeats: Bool = false) {
    self.init(SampleSource(samples), length: samples.count, gain: gain, repeats: repeats)
  }

  public convenience init(silence samples: Int) {
    self.init(SilenceSource(max(0, samples)), length: max(0, samples), gain: 1, repeats: false)
  }

  /// A sound from its beginning; several streams share its samples.
  package init(_ whole: DecodedSound, repeats: Bool = false) {
    self.whole = whole
    self.repeats = repeats && whole.length > 0
    length = self.repeats ? nil : whole.length
    gain = whole.gain
    end = Atomic(self.repeats ? .max : whole.length)
    source = SilenceSource(0)
    ring = SampleRing(capacity: 0)
    scratch = .allocate(capacity: 0)
    converted = .allocate(capacity: 0)
  }

  init(_ source: any SoundSource, length: Int, gain: Float, repeats: Bool) {
    self.source = source
    whole = nil
    self.repeats = repeats && length > 0
    self.length = self.repeats ? nil : length
    self.gain = gain
    end = Atomic(self.repeats ? .max : length)
    ring = SampleRing(capacity: self.repeats ? Self.ahead : min(length, Self.ahead))
    let chunk = min(2048, ring.capacity)
    scratch = .allocate(capacity: chunk)
    converted = .allocate(capacity: chunk)
  }

  deinit {
    scratch.deallocate()
    converted.deallocate()
  }

  // MARK: The media thread

  /// Fills `frame` from its beginning with the next samples. Fewer than asked for: the end where `isAtEnd`, and else
  /// the filling is late, and the rest of the frame should be silence. Never waits and never allocates.
  public func take(into frame: UnsafeMutableBufferPointer<Int16>) -> Int {
    guard let whole else { return ring.take(into: frame) }
    return take(into: frame, of: whole.samples)
  }

  private func take(into frame: UnsafeMutableBufferPointer<Int16>, of samples: UnsafeBufferPointer<Int16>) -> Int {
    var made = 0
    while made < frame.count, !isAtEnd {
      let place = repeats ? position % samples.count : position
      let count = min(frame.count - made, samples.count - place)
      _ = UnsafeMutableBufferPointer(rebasing: frame[made...]).update(
        fromContentsOf: UnsafeBufferPointer(rebasing: samples[place..<(place + count)]))
      made += count
      position += count
    }
    return made
  }

  /// A frame will be taken soon.
  func expectFrame() {
    guard let whole, let base = whole.samples.baseAddress, position < whole.samples.count else { return }
    attendant_expect(base + position, AudioFrame.samples * 2)
  }

  /// Whether every sample has been taken and no more will come.
  public var isAtEnd: Bool { (whole == nil ? ring.totalTaken : position) >= end.load(ordering: .acquiring) }

  /// How many samples can be taken now.
  public var buffered: Int { whole.map { repeats ? $0.length : $0.length - position } ?? ring.count }

  // MARK: The filling thread

  /// Whether a `fill` would find something to do. Cheap enough to ask of every stream in turn.
  public var wantsFilling: Bool { isUnfinished && ring.room >= min(scratch.count, remaining) }

  /// Decodes ahead as far as there is room. `false` if there is nothing more to decode.
  ///
  /// - Throws: where the file cannot be read any more: the stream then ends with what was decoded before.
  public func fill() throws(SoundFault) -> Bool {
    while wantsFilling {
      let made: Int
      do {
        made = try source.read(into: UnsafeMutableBufferPointer(rebasing: scratch[..<min(scratch.count, remaining)]))
      } catch {
        finish()
        throw error
      }
      if made > 0 {
        convert(made)
        // There is room: only we write, and `wantsFilling` has seen it.
        _ = ring.write(UnsafeBufferPointer(rebasing: converted[..<made]))
      } else if repeats {
        source.rewind()
      } else {
        finish()
      }
    }
    return isUnfinished
  }

  private var isUnfinished: Bool { whole == nil && remaining > 0 }

  private var remaining: Int { end.load(ordering: .relaxed) - ring.totalWritten }

  private func finish() { end.store(ring.totalWritten, ordering: .releasing) }

  private func convert(_ count: Int) {
    let factor = gain * 32768
    for index in 0..<count {
      let value = (scratch[index] * factor).rounded(.toNearestOrEven)
      // `max` first: a NaN becomes the lower bound instead of a trap.
      converted[index] = Int16(min(max(-32768, value), 32767))
    }
  }
}
