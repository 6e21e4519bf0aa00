/// The header of an AU (Sun, NeXT) file, and its little-endian twin.
enum AUHeader {
  static func isOne(_ beginning: [UInt8]) -> Bool {
    beginning.starts(with: ".snd".utf8) || beginning.starts(with: "dns.".utf8)
  }

  static func read(_ bytes: SoundBytes, name: String) throws(SoundFault) -> HeaderReading {
    let head = try bytes.read(count: 24, at: 0, name: name)
    guard head.count == 24 else { throw RIFFHeader.cutOff(name, at: head.count) }
    let isBigEndian = head[0] == UInt8(ascii: ".")
    func number(_ place: Int) -> Int { head.unsigned(at: place, bytes: 4, isBigEndian: isBigEndian) }
    let offset = number(4)
    guard offset >= 24, offset <= bytes.count else {
      throw SoundFault(
        kind: .broken, name: name, offset: 4,
        problem: "the sound is said to begin at byte \(offset) of \(bytes.count)", remedy: "export it again")
    }
    let coding = try coding(number(12), name: name)
    let (rate, channels) = (number(16), number(20))
    try WaveFormat.check(rate: rate, at: 16, channels: channels, at: 20, name: name)
    let promised = number(8)
    let held = bytes.count - offset
    var notes: [SoundNote] = []
    if promised == 0xFFFF_FFFF || promised == 0 && held > 0 {
      // Not known when it was written, which the format allows.
      if promised == 0 { notes.append(RIFFHeader.unfinished(name, held)) }
    } else if promised > held {
      notes.append(RIFFHeader.truncated(name, promised: promised, held: held))
    }
    let length = promised == 0 ? held : min(promised, held)
    let header = SoundHeader(
      container: .au, coding: coding, isBigEndian: isBigEndian, rate: rate, channels: channels, offset: offset,
      frames: length / (coding.bytesPerSample * channels))
    notes += SoundHeader.raggedNote(length % header.bytesPerFrame, name: name)
    return HeaderReading(header: header, notes: notes)
  }

  private static func coding(_ number: Int, name: String) throws(SoundFault) -> SoundCoding {
    switch number {
    case 1: return .uLaw
    case 2: return .signed8
    case 3: return .pcm16
    case 4: return .pcm24
    case 5: return .pcm32
    case 6: return .float32
    case 7: return .float64
    case 27: return .aLaw
    default:
      throw SoundFault(
        kind: .unsupported, name: name, offset: 12, problem: "the AU coding number \(number) is not supported",
        remedy: "export it as 16-bit PCM")
    }
  }
}
