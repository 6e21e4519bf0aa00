extension RTCPCompound {
  /// Writes the report, a source description with this name and, where somebody leaves, a goodbye (RFC 3550 §6.1).
  /// - Parameters:
  ///   - name: the canonical name, at most 255 bytes of it.
  ///   - packet: 600 bytes are always enough for one block.
  /// - Returns: how many bytes, or `nil` where there is no room.
  func write(name: some Collection<UInt8>, to packet: UnsafeMutableRawBufferPointer) -> Int? {
    let name = name.prefix(255)
    let blocks = blocks.prefix(31)
    let leaving = leaving.prefix(31)
    let report = 8 + (sender == nil ? 0 : SenderInfo.length) + blocks.count * ReportBlock.length
    // An item's kind and length, the name, and at least one zero up to the next word.
    let description = 8 + (2 + name.count + 4) / 4 * 4
    let goodbye = leaving.isEmpty ? 0 : 4 + leaving.count * 4
    guard packet.count >= report + description + goodbye else { return nil }
    UnsafeMutableRawBufferPointer(rebasing: packet[..<(report + description + goodbye)])
      .initializeMemory(as: UInt8.self, repeating: 0)

    let kind = sender == nil ? Kind.receiverReport : .senderReport
    header(kind, count: blocks.count, length: report, at: 0, packet)
    packet.set(source, at: 4)
    var place = 8
    if let sender {
      packet.set(sender.time.bits, at: 8)
      packet.set(sender.timestamp, at: 16)
      packet.set(sender.packets, at: 20)
      packet.set(sender.bytes, at: 24)
      place += SenderInfo.length
    }
    for block in blocks {
      write(block, at: place, packet)
      place += ReportBlock.length
    }

    header(.sourceDescription, count: 1, length: description, at: place, packet)
    packet.set(source, at: place + 4)
    packet[place + 8] = 1
    packet[place + 9] = UInt8(name.count)
    for (index, byte) in name.enumerated() { packet[place + 10 + index] = byte }
    place += description

    if !leaving.isEmpty {
      header(.goodbye, count: leaving.count, length: goodbye, at: place, packet)
      for (index, source) in leaving.enumerated() { packet.set(source, at: place + 4 + index * 4) }
      place += goodbye
    }
    return place
  }

  private func header(
    _ kind: Kind, count: Int, length: Int, at place: Int, _ packet: UnsafeMutableRawBufferPointer
  ) {
    packet[place] = 0x80 | UInt8(count)
    packet[place + 1] = kind.rawValue
    packet.set(UInt16(length / 4 - 1), at: place + 2)
  }

  private func write(_ block: ReportBlock, at place: Int, _ packet: UnsafeMutableRawBufferPointer) {
    let lost = UInt32(bitPattern: min(max(block.lost, -0x80_0000), 0x7F_FFFF)) & 0xFF_FFFF
    packet.set(block.source, at: place)
    packet.set(UInt32(block.fractionLost) << 24 | lost, at: place + 4)
    packet.set(block.highestSequence, at: place + 8)
    packet.set(block.jitter, at: place + 12)
    packet.set(block.lastReport, at: place + 16)
    packet.set(block.delay, at: place + 20)
  }
}
