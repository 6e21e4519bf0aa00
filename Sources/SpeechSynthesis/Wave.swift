/// A sound in memory: 16 bit PCM, mono.
struct Wave: Hashable, Sendable {
  let sampleRate: Int
  /// Little-endian, two bytes a sample.
  let samples: [UInt8]

  var sampleCount: Int { samples.count / 2 }

  init(sampleRate: Int, samples: [UInt8]) {
    self.sampleRate = sampleRate
    self.samples = samples
  }

  /// Reads what a program wrote while it spoke: a header written before the length was known counts to the end.
  /// - Returns: `nil` with another kind of sound, or none.
  init?(streamed bytes: [UInt8]) {
    var format: (rate: Int, isMine: Bool)?
    for chunk in Self.chunks(bytes) {
      switch chunk.name {
      case "fmt ":
        guard chunk.content.count >= 16 else { return nil }
        let numbers = Array(chunk.content)
        let isMine = numbers[0...3] == [1, 0, 1, 0] && numbers[14...15] == [16, 0]
        format = (Self.number(numbers[4...7]), isMine)
      case "data":
        guard let format, format.isMine, (1...192_000).contains(format.rate) else { return nil }
        self.init(sampleRate: format.rate, samples: Array(chunk.content.prefix(chunk.content.count & ~1)))
        return
      default: continue
      }
    }
    return nil
  }

  /// As a file.
  /// - Parameter seal: goes into a chunk of its own behind the sound, where players do not look.
  func file(seal: [UInt8]? = nil) -> [UInt8] {
    let tail = seal.map { Self.chunk(Self.sealName, $0) } ?? []
    let format = Self.little(1, 2) + Self.little(1, 2) + Self.little(sampleRate, 4) + Self.little(sampleRate * 2, 4)
    let body =
      Array("WAVE".utf8) + Self.chunk("fmt ", format + Self.little(2, 2) + Self.little(16, 2))
      + Self.chunk("data", samples) + tail
    return Self.chunk("RIFF", body)
  }

  static func seal(of file: [UInt8]) -> [UInt8]? {
    chunks(file).first { $0.name == sealName }.map { Array($0.content) }
  }

  private static let sealName = "seal"

  private static func chunks(_ bytes: [UInt8]) -> [(name: String, content: ArraySlice<UInt8>)] {
    guard bytes.count >= 12, bytes[0...3].elementsEqual("RIFF".utf8), bytes[8...11].elementsEqual("WAVE".utf8) else {
      return []
    }
    var found: [(String, ArraySlice<UInt8>)] = []
    var rest = bytes[12...]
    while rest.count >= 8 {
      let name = String(decoding: rest.prefix(4), as: UTF8.self)
      let size = number(rest.dropFirst(4).prefix(4))
      let content = rest.dropFirst(8).prefix(size)
      found.append((name, content))
      rest = rest.dropFirst(8).dropFirst(size + size % 2)
    }
    return found
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(content.count, 4) + content + (content.count % 2 == 0 ? [] : [0])
  }

  private static func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
