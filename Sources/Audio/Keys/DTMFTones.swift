import CallInterface

/// The two tones of each key (ITU-T Q.23), and how the detector cuts time.
enum DTMFTones {
  /// Samples of spandsp's analysis block.
  static let block = 102
  /// Samples of the short window by which the edges of a tone are measured: its power has fallen to a quarter
  /// when half of it is outside the tone.
  static let window = 40

  static func frequencies(_ digit: DTMFDigit) -> (low: Float, high: Float) {
    let low: Float
    switch digit {
    case .one, .two, .three, .a: low = 697
    case .four, .five, .six, .b: low = 770
    case .seven, .eight, .nine, .c: low = 852
    case .star, .zero, .pound, .d: low = 941
    }
    switch digit {
    case .one, .four, .seven, .star: return (low, 1209)
    case .two, .five, .eight, .zero: return (low, 1336)
    case .three, .six, .nine, .pound: return (low, 1477)
    case .a, .b, .c, .d: return (low, 1633)
    }
  }

  /// The key of the character in which spandsp names it.
  static func digit(ofCode code: Int32) -> DTMFDigit? {
    UInt8(exactly: code).flatMap { DTMFDigit(Character(Unicode.Scalar($0))) }
  }
}
