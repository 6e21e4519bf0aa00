/// The two laws of G.711.
public enum SDPCodec: String, Hashable, Sendable, CaseIterable {
  case aLaw = "PCMA"
  case muLaw = "PCMU"

  /// RFC 3551 §6.
  public var fixedType: UInt8 { self == .aLaw ? 8 : 0 }
}

extension SDPMedia {
  /// Sound over plain RTP that is wanted.
  var isUsableAudio: Bool { kind == "audio" && port != 0 && transport == "RTP/AVP" }

  /// The laws among the formats, in their order, with their payload types.
  var codecs: [(codec: SDPCodec, type: UInt8)] {
    let encodings = encodings
    return payloadTypes.compactMap { type in
      if let map = encodings[type] {
        guard map.clock == 8_000, map.channels == 1 else { return nil }
        return SDPCodec(rawValue: map.name.uppercased()).map { ($0, type) }
      }
      return SDPCodec.allCases.first { $0.fixedType == type }.map { ($0, type) }
    }
  }

  /// Payload type of telephone events at 8 kHz, with all keys at least (RFC 4733 §2.4.1).
  var telephoneEvent: UInt8? {
    let encodings = encodings
    return payloadTypes.first { type in
      guard let map = encodings[type], map.name.isSame("telephone-event"), map.clock == 8_000 else {
        return false
      }
      return parameters(of: type).map(Self.hasAllKeys) ?? true
    }
  }

  /// Milliseconds of sound in a packet; `nil` where it does not say, or says nonsense.
  var packetTime: Int? {
    let times = ["ptime", "maxptime"].compactMap { value($0).flatMap { Int($0.trimmed) } }.filter {
      (1...200).contains($0)
    }
    return times.min()
  }

  /// Where control packets go (RFC 3605): the port of `a=rtcp`, else the next one.
  func control(_ connection: SDPConnection) -> (connection: SDPConnection, port: UInt16) {
    let next = (connection, port &+ 1)
    guard let words = value("rtcp")?.parts(" "), let port = words.first.flatMap({ UInt16($0) }), port != 0
    else { return next }
    if words.count == 4, words[1] == "IN", let family = SDPConnection.Family(rawValue: words[2].uppercased()) {
      let other = SDPConnection(family: family, address: String(words[3]))
      return other.isUsable ? (other, port) : next
    }
    return (connection, port)
  }

  private var payloadTypes: [UInt8] { formats.compactMap { UInt8($0) }.filter { $0 < 128 } }

  private var encodings: [UInt8: (name: Substring, clock: Int, channels: Int)] {
    var encodings: [UInt8: (name: Substring, clock: Int, channels: Int)] = [:]
    for attribute in attributes where attribute.name == "rtpmap" {
      let words = attribute.value?.parts(" ") ?? []
      guard words.count >= 2, let type = UInt8(words[0]) else { continue }
      let parts = words[1].parts("/")
      guard parts.count >= 2, let clock = Int(parts[1]) else { continue }
      encodings[type] = (parts[0], clock, parts.count > 2 ? Int(parts[2]) ?? 0 : 1)
    }
    return encodings
  }

  private func parameters(of type: UInt8) -> Substring? {
    for attribute in attributes where attribute.name == "fmtp" {
      let words = attribute.value?.parts(" ", most: 2) ?? []
      if words.count == 2, UInt8(words[0]) == type { return words[1] }
    }
    return nil
  }

  /// Whether a list such as `0-11,16` has 0 to 11.
  private static func hasAllKeys(_ list: Substring) -> Bool {
    var keys: Set<Int> = []
    for part in list.parts(",") {
      let ends = part.parts("-").map { Int($0.trimmed) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, last <= 255 else { continue }
      keys.formUnion(first...last)
    }
    return keys.isSuperset(of: 0...11)
  }
}
