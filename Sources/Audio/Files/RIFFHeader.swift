/// The header of a WAV file: RIFF, RIFX (big-endian) and RF64.
enum RIFFHeader {
  static func isOne(_ beginning: [UInt8]) -> Bool {
    forms.contains { beginning.starts(with: $0.utf8) }
  }

  private static let forms = ["RIFF", "RIFX", "RF64", "BW64"]
  /// More chunks than any program writes; a longer walk is a crafted file.
  private static let mostChunks = 1000

  static func read(_ bytes: SoundBytes, name: String) throws(SoundFault) -> HeaderReading {
    let beginning = try bytes.read(count: 12, at: 0, name: name)
    guard beginning.count == 12 else { throw cutOff(name, at: beginning.count) }
    let isBigEndian = beginning[3] == UInt8(ascii: "X")
    let form = String(decoding: beginning[8..<12], as: UTF8.self)
    guard form == "WAVE" else {
      throw SoundFault(
        kind: .mislabelled, name: name, offset: 8, problem: "the RIFF file holds “\(printable(form))” and not WAVE",
        remedy: "export it as WAV, 16-bit PCM")
    }
    var format: WaveFormat?
    var longLength: Int?
    var position = 12
    for _ in 0..<mostChunks {
      let head = try bytes.read(count: 8, at: position, name: name)
      guard head.count == 8 else {
        if head.allSatisfy({ $0 == 0 }), format != nil { throw noData(name, at: position) }
        throw cutOff(name, at: position + head.count)
      }
      let kind = String(decoding: head[0..<4], as: UTF8.self)
      let size = head.unsigned(at: 4, bytes: 4, isBigEndian: isBigEndian)
      switch kind {
      case "fmt ":
        let body = try bytes.read(count: min(size, 40), at: position + 8, name: name)
        format = try WaveFormat(body, at: position + 8, isBigEndian: isBigEndian, name: name)
      case "ds64":
        let body = try bytes.read(count: 16, at: position + 8, name: name)
        guard body.count == 16 else { throw cutOff(name, at: position + 8 + body.count) }
        longLength = body.unsigned(at: 8, bytes: 8, isBigEndian: isBigEndian)
      case "data":
        guard let format else {
          throw SoundFault(
            kind: .broken, name: name, offset: position, problem: "the sound comes before its format (“fmt ”)",
            remedy: "export it again")
        }
        let promised = size == 0xFFFF_FFFF ? longLength ?? size : size
        return try finish(format, bytes, at: position + 8, promised: promised, isBigEndian: isBigEndian, name: name)
      default:
        break
      }
      // Chunks begin at even offsets.
      position += 8 + size + size % 2
      guard position <= bytes.count else {
        throw SoundFault(
          kind: .broken, name: name, offset: position - 8 - size - size % 2,
          problem: "the part “\(printable(kind))” of \(size) bytes goes past the end of the file",
          remedy: "copy or export it again")
      }
    }
    throw SoundFault(
      kind: .broken, name: name, offset: position, problem: "more than \(mostChunks) parts and no sound among them",
      remedy: "export it again")
  }

  private static func finish(
    _ format: WaveFormat, _ bytes: SoundBytes, at offset: Int, promised: Int, isBigEndian: Bool, name: String
  ) throws(SoundFault) -> HeaderReading {
    let held = bytes.count - offset
    var notes: [SoundNote] = []
    var length = min(promised, held)
    if promised == 0, held > 0 {
      // Either no sound and other parts after it, or a writer that never came back to the header.
      let after = try bytes.read(count: 4, at: offset, name: name)
      if ["LIST", "id3 ", "bext", "fact", "PEAK", "JUNK", "cue "].contains(where: { after.elementsEqual($0.utf8) }) {
        throw noData(name, at: offset)
      }
      length = held
      notes.append(unfinished(name, held))
    } else if promised >= 0x7FFF_0000, held < promised {
      // What programs write that do not know the length yet (a pipe).
      notes.append(unfinished(name, held))
    } else if promised > held {
      notes.append(truncated(name, promised: promised, held: held))
    }
    let header = SoundHeader(
      container: .wav, coding: format.coding, isBigEndian: isBigEndian, rate: format.rate, channels: format.channels,
      offset: offset, frames: length / (format.coding.bytesPerSample * format.channels))
    notes += SoundHeader.raggedNote(length % header.bytesPerFrame, name: name)
    return HeaderReading(header: header, notes: notes)
  }

  static func truncated(_ name: String, promised: Int, held: Int) -> SoundNote {
    SoundNote(
      kind: .truncated, name: name,
      text: "the header promises \(promised) bytes of sound, the file holds \(held); export it again")
  }

  static func unfinished(_ name: String, _ held: Int) -> SoundNote {
    SoundNote(
      kind: .unfinished, name: name,
      text: "the header does not say how long the sound is; all \(held) bytes after it are played")
  }

  static func cutOff(_ name: String, at offset: Int) -> SoundFault {
    SoundFault(
      kind: .broken, name: name, offset: offset, problem: "the file ends inside its header",
      remedy: "copy or export it again")
  }

  private static func noData(_ name: String, at offset: Int) -> SoundFault {
    SoundFault(
      kind: .noSound, name: name, offset: offset, problem: "there is no sound after the header",
      remedy: "record it again")
  }

  private static func printable(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") ? $0 : "?" })
  }
}

extension [UInt8] {
  /// - Precondition: none; bytes beyond the end count as zero, and values beyond `Int.max` as `Int.max`.
  func unsigned(at offset: Int, bytes: Int, isBigEndian: Bool) -> Int {
    var value: UInt64 = 0
    for index in 0..<bytes {
      let place = offset + (isBigEndian ? index : bytes - 1 - index)
      value = value << 8 | UInt64(indices.contains(place) ? self[place] : 0)
    }
    return Int(clamping: value)
  }
}
