extension RTCPCompound {
  enum Kind: UInt8 {
    case senderReport = 200
    case receiverReport = 201
    case sourceDescription = 202
    case goodbye = 203
  }

  /// Reads a datagram; a whole datagram is valid or nothing of it (RFC 3550 §A.2). Kinds that are unknown, and source
  /// descriptions, are passed over.
  init(_ bytes: UnsafeRawBufferPointer) throws(RTPFault) {
    var rest = bytes
    var compound: RTCPCompound?
    while !rest.isEmpty {
      guard rest.count >= 4 else { throw .cutOff }
      guard rest[0] >> 6 == 2 else { throw .version }
      let length = (Int(rest.integer(at: 2, UInt16.self)) + 1) * 4
      guard rest.count >= length else { throw .cutOff }
      let content = try Self.content(
        of: UnsafeRawBufferPointer(rebasing: rest[..<length]), isLast: length == rest.count)
      let count = Int(rest[0] & 0x1F)
      switch (Kind(rawValue: rest[1]), compound) {
      case (.senderReport, _), (.receiverReport, _):
        let report = try Self.report(content, count: count, hasSender: rest[1] == Kind.senderReport.rawValue)
        // A second report of the same source carries the blocks for which the first has no room.
        compound?.blocks += report.blocks
        compound = compound ?? report
      case (.goodbye, .some):
        guard content.count >= count * 4 else { throw .cutOff }
        for index in 0..<count { compound?.leaving.append(content.integer(at: index * 4)) }
      case (_, .some): break
      case (_, nil): throw .kind
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[length...])
    }
    guard let compound else { throw .cutOff }
    self = compound
  }

  /// Behind the four bytes of the header, without padding, which only the last packet may have.
  private static func content(
    of packet: UnsafeRawBufferPointer, isLast: Bool
  ) throws(RTPFault) -> UnsafeRawBufferPointer {
    var end = packet.count
    if packet[0] & 0x20 != 0 {
      let padding = Int(packet[end - 1])
      guard isLast, padding > 0, padding.isMultiple(of: 4), padding <= end - 4 else { throw .padding }
      end -= padding
    }
    return UnsafeRawBufferPointer(rebasing: packet[4..<end])
  }

  private static func report(
    _ content: UnsafeRawBufferPointer, count: Int, hasSender: Bool
  ) throws(RTPFault) -> RTCPCompound {
    let begin = 4 + (hasSender ? SenderInfo.length : 0)
    guard content.count >= begin + count * ReportBlock.length else { throw .cutOff }
    var report = RTCPCompound(source: content.integer(at: 0))
    if hasSender {
      report.sender = SenderInfo(
        time: NTPTime(bits: content.integer(at: 4)), timestamp: content.integer(at: 12),
        packets: content.integer(at: 16), bytes: content.integer(at: 20))
    }
    for index in 0..<count {
      let place = begin + index * ReportBlock.length
      let loss: UInt32 = content.integer(at: place + 4)
      report.blocks.append(
        ReportBlock(
          source: content.integer(at: place), fractionLost: UInt8(loss >> 24),
          // Shifted up and down again, so that the sign of 24 bits is spread.
          lost: Int32(bitPattern: loss << 8) >> 8, highestSequence: content.integer(at: place + 8),
          jitter: content.integer(at: place + 12), lastReport: content.integer(at: place + 16),
          delay: content.integer(at: place + 20)))
    }
    return report
  }
}
