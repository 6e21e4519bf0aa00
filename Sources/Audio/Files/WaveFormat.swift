/// The `fmt ` part of a WAV file.
struct WaveFormat {
  var coding: SoundCoding
  var rate: Int
  var channels: Int

  /// - Parameter offset: where in the file the part begins, for faults.
  init(_ body: [UInt8], at offset: Int, isBigEndian: Bool, name: String) throws(SoundFault) {
    guard body.count >= 14 else { throw RIFFHeader.cutOff(name, at: offset + body.count) }
    func number(_ place: Int, _ bytes: Int) -> Int { body.unsigned(at: place, bytes: bytes, isBigEndian: isBigEndian) }
    func broken(_ place: Int, _ problem: String) -> SoundFault {
      SoundFault(
        kind: .broken, name: name, offset: offset + place, problem: problem, remedy: "export it again as 16-bit PCM")
    }
    var tag = number(0, 2)
    // WAVE_FORMAT_EXTENSIBLE: the true tag begins the sub-format's identifier.
    if tag == 0xFFFE, body.count >= 26 { tag = number(24, 2) }
    channels = number(2, 2)
    rate = number(4, 4)
    let block = number(12, 2)
    let bits = body.count >= 16 ? number(14, 2) : 8
    try Self.check(rate: rate, at: offset + 4, channels: channels, at: offset + 2, name: name)
    let width = block / channels
    guard block > 0, block == width * channels else {
      throw broken(12, "blocks of \(block) bytes cannot hold \(channels) channels")
    }
    switch (tag, width) {
    case (1, 1): coding = .unsigned8
    case (1, 2): coding = .pcm16
    case (1, 3): coding = .pcm24
    case (1, 4): coding = .pcm32
    case (3, 4): coding = .float32
    case (3, 8): coding = .float64
    case (6, 1): coding = .aLaw
    case (7, 1): coding = .uLaw
    case (1, _), (3, _), (6, _), (7, _):
      throw broken(14, "samples of \(width) bytes do not go with \(Self.name(ofTag: tag))")
    default:
      throw SoundFault(
        kind: .unsupported, name: name, offset: offset, problem: "the coding \(Self.name(ofTag: tag)) is not supported",
        remedy: "export it as 16-bit PCM")
    }
    // The most significant bits come first: 20 bits in three bytes play as 24. More bits than the bytes hold do not.
    guard tag != 1 || bits <= width * 8 else {
      throw broken(14, "\(bits) bits do not fit into samples of \(width) bytes")
    }
  }

  static func check(
    rate: Int, at rateOffset: Int, channels: Int, at channelsOffset: Int, name: String
  ) throws(SoundFault) {
    guard (1...SoundHeader.mostChannels).contains(channels) else {
      throw SoundFault(
        kind: channels == 0 ? .broken : .unsupported, name: name, offset: channelsOffset,
        problem: "\(channels) channels, where 1 to \(SoundHeader.mostChannels) can be played",
        remedy: "export it in mono")
    }
    guard SoundHeader.rates.contains(rate) else {
      throw SoundFault(
        kind: rate == 0 ? .broken : .unsupported, name: name, offset: rateOffset,
        problem: "a rate of \(rate) Hz, where \(SoundHeader.rates.lowerBound) to \(SoundHeader.rates.upperBound) Hz "
          + "can be played", remedy: "export it at 8000 Hz")
    }
  }

  private static func name(ofTag tag: Int) -> String {
    switch tag {
    case 1: "PCM"
    case 2: "MS ADPCM"
    case 3: "float"
    case 6: "A-law"
    case 7: "µ-law"
    case 0x11: "IMA ADPCM"
    case 0x31: "GSM 6.10"
    case 0x50: "MPEG"
    case 0x55: "MP3"
    default: "number \(tag)"
    }
  }
}
