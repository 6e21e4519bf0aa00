import Foundation

/// Tells which pure tones are heard, in which order, by Goertzel's filter.
struct ToneEar: Sendable {
  /// In Hz: far enough from each other for 40 ms, and from what telephones and fax machines say.
  static let tones = [320, 450, 560, 1900, 2200, 2400, 2600, 2800, 3000]
  /// So many pieces of 40 ms in a row are a tone, or a silence: what is lost on the way makes neither.
  static let least = 3
  private static let piece = 320

  /// The tones so far, each once for as long as it lasts; a silence between two of the same makes two.
  private(set) var order: [Int] = []
  /// Samples so far, and those of them that have belonged to a silence or a tone since it began.
  private(set) var heard = 0
  private(set) var silence = 0
  private(set) var tone: (frequency: Int, length: Int)?
  private var rest: [Int16] = []
  private var candidate: (verdict: Verdict, pieces: Int) = (.other, 0)

  private enum Verdict: Hashable {
    case silence, other
    case tone(Int)
  }

  mutating func hear(_ samples: [Int16]) {
    heard += samples.count
    rest += samples
    while rest.count >= Self.piece {
      take(Self.verdict(rest[..<Self.piece]))
      rest.removeFirst(Self.piece)
    }
  }

  private mutating func take(_ verdict: Verdict) {
    candidate = verdict == candidate.verdict ? (verdict, candidate.pieces + 1) : (verdict, 1)
    guard candidate.pieces >= Self.least else { return }
    switch verdict {
    case .silence:
      silence = candidate.pieces * Self.piece
      tone = nil
    case .tone(let frequency):
      silence = 0
      if tone?.frequency != frequency { order.append(frequency) }
      tone = (frequency, candidate.pieces * Self.piece)
    case .other:
      silence = 0
    }
  }

  private static func verdict(_ samples: ArraySlice<Int16>) -> Verdict {
    let power = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)
    guard power > 100 * 100 else { return .silence }
    for frequency in tones where Self.power(of: frequency, in: samples) > 0.6 * power { return .tone(frequency) }
    return .other
  }

  /// Of a sine at this frequency within the samples.
  private static func power(of frequency: Int, in samples: ArraySlice<Int16>) -> Double {
    let factor = 2 * cos(2 * .pi * Double(frequency) / 8000)
    var (last, before) = (0.0, 0.0)
    for sample in samples { (last, before) = (Double(sample) + factor * last - before, last) }
    let count = Double(samples.count)
    return 2 * (last * last + before * before - factor * last * before) / (count * count)
  }
}
