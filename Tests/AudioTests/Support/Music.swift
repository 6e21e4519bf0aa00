import CallInterface
import Foundation

/// A small band: two voices play random notes of the middle octaves on one instrument.
enum Music: String, CaseIterable {
  /// Named by what they resemble: the strengths of the partials.
  case sine, flute, reed, organ, strings, bell

  private var partials: [(number: Double, strength: Double)] {
    switch self {
    case .sine: [(1, 1)]
    case .flute: [(1, 1), (2, 0.1), (3, 0.03)]
    case .reed: [(1, 1), (2, 0.05), (3, 0.35), (4, 0.03), (5, 0.15)]
    case .organ: [(1, 1), (2, 0.5), (3, 0.25), (4, 0.3)]
    case .strings: (1...8).map { (Double($0), 1 / Double($0)) }
    case .bell: [(1, 1), (4, 0.2)]
    }
  }

  func play(seconds: Double, _ random: inout SeededGenerator) -> Sound {
    var band = Sound()
    band.silence(Int(seconds * 8000))
    for _ in 0..<2 {
      var place = 0
      while place < band.samples.count {
        let length = [960, 1440, 2000, 2800, 4000, 6000][random.index(below: 6)]
        let note = 60 + random.index(below: 36)
        let detuned = Double(random.bell()) * 0.002
        let frequency = 440 * pow(2, Double(note - 69) / 12) * (1 + detuned)
        let level = -16 + 8 * random.unit()
        if random.unit() > 0.15 {
          band.add(tone(frequency, level: level, length: length), at: place)
        }
        place += length
      }
    }
    return band
  }

  /// Two notes at a time, each within 3.5 % of one of a key's tones.
  func playNearKeys(_ random: inout SeededGenerator) -> Sound {
    var band = Sound()
    for digit in DTMFDigit.allCases {
      for _ in 0..<3 {
        let (low, high) = KeyTone.frequencies(digit)
        let place = band.samples.count
        band.silence(2000)
        for frequency in [low, high] {
          let shift = 0.07 * random.unit() - 0.035
          band.add(tone(frequency * (1 + shift), level: -13 + 3 * random.unit(), length: 1600), at: place)
        }
      }
    }
    return band
  }

  private func tone(_ frequency: Double, level: Double, length: Int) -> Sound {
    var sound = Sound()
    sound.tones(
      partials.filter { frequency * $0.number < 3600 }.map {
        (frequency * $0.number, level + 20 * log10($0.strength))
      }, count: length)
    // Struck or blown, then fading.
    let fading = exp(-(self == .bell ? 3 : 1) / 8000.0)
    var strength = 1.0
    sound.samples.withUnsafeMutableBufferPointer { samples in
      var offset = 0
      while offset < samples.count {
        let edge = min(offset, length - offset)
        let ramp = edge < 80 ? Double(edge) / 80 : 1
        samples[offset] = Int16(truncatingIfNeeded: Int(Double(samples[offset]) * strength * ramp))
        strength *= fading
        offset += 1
      }
    }
    return sound
  }
}

extension Sound {
  /// A voice of our own making, the same on every machine: a buzz of changing pitch through moving formants.
  static func voice(seconds: Double, level: Double, _ random: inout SeededGenerator) -> Sound {
    var sound = Sound()
    while sound.samples.count < Int(seconds * 8000) {
      let pitch = 90 + 160 * random.unit()
      let formants = [300 + 500 * random.unit(), 900 + 1300 * random.unit(), 2300 + 700 * random.unit()]
      let partials: [(Double, Double)] = (1..<Int(3500 / pitch)).map { number in
        let frequency = pitch * Double(number)
        let strength = formants.enumerated().reduce(0.003) { sum, formant in
          let distance = (frequency - formant.element) / 90
          return sum + pow(0.5, Double(formant.offset)) / (1 + distance * distance)
        }
        return (frequency, level + 20 * log10(strength))
      }
      sound.tones(partials, count: 800 + random.index(below: 1600), phase: random.unit() * 6)
      if random.unit() < 0.2 { sound.silence(1200) }
    }
    return sound
  }
}
