import CSndFile

/// How samples are written in a file.
public enum SoundCoding: String, Hashable, Sendable, CaseIterable {
  /// 8 bit, 128 is silence (WAV).
  case unsigned8
  /// 8 bit, 0 is silence (AU).
  case signed8
  case pcm16, pcm24, pcm32
  case float32, float64
  case aLaw, uLaw

  public var bytesPerSample: Int {
    switch self {
    case .unsigned8, .signed8, .aLaw, .uLaw: 1
    case .pcm16: 2
    case .pcm24: 3
    case .pcm32, .float32: 4
    case .float64: 8
    }
  }

  var isFloatingPoint: Bool { self == .float32 || self == .float64 }

  /// libsndfile's word for it.
  var subformat: Int32 {
    let code: Int
    switch self {
    case .unsigned8: code = SF_FORMAT_PCM_U8
    case .signed8: code = SF_FORMAT_PCM_S8
    case .pcm16: code = SF_FORMAT_PCM_16
    case .pcm24: code = SF_FORMAT_PCM_24
    case .pcm32: code = SF_FORMAT_PCM_32
    case .float32: code = SF_FORMAT_FLOAT
    case .float64: code = SF_FORMAT_DOUBLE
    case .aLaw: code = SF_FORMAT_ALAW
    case .uLaw: code = SF_FORMAT_ULAW
    }
    return Int32(truncatingIfNeeded: code)
  }
}
