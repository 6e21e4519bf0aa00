/// Compiled files of the tz database (RFC 9636).
extension ZoneRules {
  /// Rules that go on for ever are worked out until the end of this year.
  public static let lastYear = 2100

  /// Reads a TZif file of version 2 or later.
  public init(name: String, tzif bytes: [UInt8]) throws(ZoneFault) {
    var reader = TZifReader(bytes: bytes)
    do throws(TZifReader.Fault) {
      // A first part with 32-bit times comes before the one that counts.
      let old = try reader.header()
      guard old.version >= 2 else { throw TZifReader.Fault(reason: "it is of version 1, without years after 2037") }
      try reader.skip(old.length(ofTime: 4))
      let header = try reader.header()
      let (firstOffset, changes) = try reader.changes(header)
      let rule = try reader.footer()
      let last = changes.last?.instant ?? Int64.min
      self.init(
        name: name, firstOffset: firstOffset,
        changes: changes + rule.changes(after: last, through: Self.lastYear, from: firstOffset))
    } catch {
      throw ZoneFault.damaged(name, error.reason)
    }
  }
}

private struct TZifReader {
  struct Fault: Error {
    let reason: String
  }
  struct Header {
    let version: Int
    let isUTC, isStandard, leaps, times, types, letters: Int

    func length(ofTime size: Int) -> Int {
      times * (size + 1) + types * 6 + letters + leaps * (size + 4) + isStandard + isUTC
    }
  }
  private static let mostTimes = 4000
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func header() throws(Fault) -> Header {
    guard try take(4).elementsEqual("TZif".utf8) else { throw Fault(reason: "it is no TZif file") }
    let version = Int(try take(1).first ?? 0)
    try skip(15)
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(try integer(4))) }
    guard counts.allSatisfy({ (0...Self.mostTimes).contains($0) }), counts[4] > 0 else {
      throw Fault(reason: "its header gives impossible counts")
    }
    return Header(
      version: version == 0 ? 1 : version - 48, isUTC: counts[0], isStandard: counts[1], leaps: counts[2],
      times: counts[3], types: counts[4], letters: counts[5])
  }

  mutating func changes(_ header: Header) throws(Fault) -> (first: Int, [ZoneRules.Change]) {
    var instants: [Int64] = []
    for _ in 0..<header.times { instants.append(try integer(8)) }
    let types = try take(header.times).map(Int.init)
    var offsets: [Int] = []
    for _ in 0..<header.types {
      offsets.append(Int(try integer(4)))
      try skip(2)
    }
    guard types.allSatisfy(offsets.indices.contains), offsets.allSatisfy({ abs($0) < 93_600 }),
      zip(instants, instants.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw Fault(reason: "its times are not in order") }
    // Leap seconds are for clocks that count them, which ours do not.
    guard header.leaps == 0 else { throw Fault(reason: "it counts leap seconds") }
    try skip(header.letters + header.isStandard + header.isUTC)
    return (offsets[0], zip(instants, types).map { ZoneRules.Change(at: $0, offset: offsets[$1]) })
  }

  /// The rule behind the last time, between two line feeds.
  mutating func footer() throws(Fault) -> TailRule {
    guard try take(1).first == 10, let end = bytes[position...].firstIndex(of: 10), end - position < 128 else {
      throw Fault(reason: "it has no rule for later years")
    }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard let rule = TailRule(text) else { throw Fault(reason: "its rule for later years is unknown: \(text)") }
    return rule
  }

  mutating func skip(_ count: Int) throws(Fault) { _ = try take(count) }

  private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else { throw Fault(reason: "it is cut off") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  private mutating func integer(_ size: Int) throws(Fault) -> Int64 {
    let unsigned = try take(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return size == 4 ? Int64(Int32(truncatingIfNeeded: unsigned)) : Int64(bitPattern: unsigned)
  }
}
