import CallInterface

/// A tone of an exchange: frequencies on and off in a rhythm.
public struct CallTone: Hashable, Sendable {
  public struct Section: Hashable, Sendable {
    /// In Hz; none is silence.
    public let frequencies: [Int]
    /// In samples; nil goes on for ever.
    public let length: Int?

    public init(_ frequencies: [Int], milliseconds: Int?) {
      self.frequencies = frequencies
      length = milliseconds.map { $0 * 8 }
    }

    public var isSilence: Bool { frequencies.isEmpty }
  }

  public let sections: [Section]
  /// Of each frequency, in dBm0.
  public let level: Float
  /// Whether it begins again after its last section.
  public let repeats: Bool

  public init(_ sections: [Section], level: Float, repeats: Bool = true) {
    self.sections = sections
    self.level = level
    self.repeats = repeats
  }

  /// Sounds without a pause.
  public static func steady(_ frequencies: [Int], level: Float) -> CallTone {
    CallTone([Section(frequencies, milliseconds: nil)], level: level)
  }

  /// On, off, on, off … in milliseconds.
  public static func rhythm(_ frequencies: [Int], _ milliseconds: [Int], level: Float) -> CallTone {
    CallTone(
      milliseconds.enumerated().map { index, length in
        Section(index.isMultiple(of: 2) ? frequencies : [], milliseconds: length)
      }, level: level)
  }

  /// "Speak after the tone": a quarter of a second of 1,000 Hz, which no key, fax or exchange uses.
  public static let beep = CallTone(
    [Section([1000], milliseconds: Int(RecordingRequest.beepLength.wholeMilliseconds))], level: -13, repeats: false)
}
