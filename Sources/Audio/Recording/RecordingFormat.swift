import CallInterface

/// How a recording is written: 8 kHz, one channel or two.
public struct RecordingFormat: Hashable, Sendable {
  public enum Container: Hashable, Sendable { case wav, headerless }
  public enum Coding: Hashable, Sendable {
    case aLaw, uLaw, pcm16

    public var bytesPerSample: Int { self == .pcm16 ? 2 : 1 }
  }

  public let container: Container
  public let coding: Coding
  public let channels: Int

  /// - Parameter channels: one or two.
  public init(_ container: Container, _ coding: Coding, channels: Int = 1) {
    self.container = container
    self.coding = coding
    self.channels = max(1, min(2, channels))
  }

  /// What a flow asks for with the `type` of a `record` (VoiceXML 2.0, appendix E); `nil` for other types.
  ///
  /// - Parameter wav: the coding of WAV files, which the type leaves open.
  public init?(mediaType: String, wav: Coding = .pcm16) {
    switch mediaType.prefix(while: { $0 != ";" }).filter({ $0 != " " }).lowercased() {
    case "audio/x-wav", "audio/wav", "audio/wave", "audio/vnd.wave": self.init(.wav, wav)
    case "audio/basic": self.init(.headerless, .uLaw)
    case "audio/x-alaw-basic": self.init(.headerless, .aLaw)
    default: return nil
    }
  }

  /// Of the file name, without a dot: what `SoundFile` reads it back by.
  public var ending: String {
    switch (container, coding) {
    case (.wav, _): "wav"
    case (.headerless, .aLaw): "al"
    case (.headerless, .uLaw): "ul"
    case (.headerless, .pcm16): "sln"
    }
  }

  public var bytesPerFrame: Int { coding.bytesPerSample * channels }

  /// The beginning of a file that holds so many bytes of sound. Its length depends on nothing but the format.
  func header(dataBytes: Int) -> [UInt8] {
    guard container == .wav else { return [] }
    let width = coding.bytesPerSample
    let tag =
      switch coding {
      case .pcm16: 1
      case .aLaw: 6
      case .uLaw: 7
      }
    var format: [UInt8] = []
    format.append(tag, bytes: 2)
    format.append(channels, bytes: 2)
    format.append(AudioFrame.sampleRate, bytes: 4)
    format.append(AudioFrame.sampleRate * bytesPerFrame, bytes: 4)
    format.append(bytesPerFrame, bytes: 2)
    format.append(width * 8, bytes: 2)
    var parts = Array("WAVEfmt ".utf8)
    // Everything but PCM needs the length of its extension and the number of frames.
    if coding != .pcm16 { format.append(0, bytes: 2) }
    parts.append(format.count, bytes: 4)
    parts += format
    if coding != .pcm16 {
      parts += Array("fact".utf8)
      parts.append(4, bytes: 4)
      parts.append(dataBytes / bytesPerFrame, bytes: 4)
    }
    parts += Array("data".utf8)
    parts.append(dataBytes, bytes: 4)
    var header = Array("RIFF".utf8)
    header.append(parts.count + dataBytes + dataBytes % 2, bytes: 4)
    return header + parts
  }
}

extension [UInt8] {
  /// Little-endian; what does not fit is cut off at the top.
  mutating func append(_ value: Int, bytes: Int) {
    for index in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
}
