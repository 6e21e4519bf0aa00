import CallInterface
import CSockets
import Glibc
import Telephony

/// The sound of one call: what is sent each 20 ms, and what is made of what comes. Belongs to the callers' thread.
struct CallerLine {
  static let eventType: UInt8 = 101

  let sockets: CallerSockets
  private let socket: Int32
  var target: SocketTarget?
  var hearing = ToneHearing()
  var statistics = CallerStatistics()
  /// Keys to come, what is still to be sent of the one that is held, and frames of the pause after it.
  private var keys: [(packets: [KeyPacket], way: KeyWay)] = []
  private var key: ArraySlice<KeyPacket> = []
  private var pause = 0
  private var eventBegan: UInt32 = 0
  /// Between two keys, in frames: 100 ms.
  private static let shortestPause = 5
  /// When the last key was pressed, while nothing has changed since.
  private var pressedAt: Int64?
  private var pressedBy = KeyWay.events
  private var sequence: UInt16
  private var timestamp: UInt32
  private let source: UInt32
  /// Of the server; the highest so far.
  private var lastSequence: UInt16?
  /// Of the server's clock: the timestamp that it began with, when its quickest packet of the first ones would have been
  /// sent had it been the first, and how many of the first ones have come.
  private var clock: (begin: UInt32, quickest: Int64, seen: Int)?
  /// A second.
  private static let firstPackets = 50

  init(source: UInt32) throws {
    sockets = try CallerSockets()
    socket = sockets.sound
    self.source = source
    sequence = UInt16(truncatingIfNeeded: source &* 31)
    timestamp = source &* 977
  }

  /// Pressed as soon as the last one was let go of for a while.
  mutating func press(_ packets: [KeyPacket], _ way: KeyWay) {
    keys.append((packets, way))
  }

  // MARK: Sending

  mutating func send(using buffer: UnsafeMutableRawBufferPointer) {
    defer { timestamp &+= 160 }
    guard var target else { return }
    if key.isEmpty, pause == 0, !keys.isEmpty { begin(keys.removeFirst()) }
    if key.isEmpty, pause > 0 { pause -= 1 }
    let isFirst = key.startIndex == 0
    switch key.popFirst() {
    case nil: send(sound: KeySounds.silence, &target, buffer)
    case .sound(let bytes): send(sound: bytes, &target, buffer)
    case .event(let event):
      for _ in 0..<(event.isEnd ? 3 : 1) { send(event, isFirst: isFirst, &target, buffer) }
    }
  }

  private mutating func begin(_ next: (packets: [KeyPacket], way: KeyWay)) {
    if pressedAt != nil { statistics.lostKeys += 1 }
    key = next.packets[...]
    pause = Self.shortestPause
    (pressedAt, pressedBy) = (Callers.now(CLOCK_REALTIME), next.way)
    statistics.keys += 1
    eventBegan = timestamp
  }

  private mutating func send(sound: [UInt8], _ target: inout SocketTarget, _ buffer: UnsafeMutableRawBufferPointer) {
    let header = RTPHeader(payloadType: 8, sequence: sequence, timestamp: timestamp, source: source)
    send(header, &target, buffer) { payload in
      sound.withUnsafeBytes { payload.copyMemory(from: $0) }
      return sound.count
    }
  }

  private mutating func send(
    _ event: TelephoneEvent, isFirst: Bool, _ target: inout SocketTarget, _ buffer: UnsafeMutableRawBufferPointer
  ) {
    let header = RTPHeader(
      marker: isFirst, payloadType: target.eventType, sequence: sequence, timestamp: eventBegan, source: source)
    send(header, &target, buffer) { event.write(to: $0) ?? 0 }
  }

  private mutating func send(
    _ header: RTPHeader, _ target: inout SocketTarget, _ buffer: UnsafeMutableRawBufferPointer,
    payload: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    guard let length = header.write(to: buffer) else { return }
    let count = payload(UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
    _ = attendant_udp_send(socket, buffer.baseAddress, length + count, &target.address)
    sequence &+= 1
    statistics.packetsSent += 1
  }

  // MARK: Hearing

  /// Takes all that has come. Gives the tone where another one is heard now.
  mutating func receive(using buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var changed: Int?
    var arrival = attendant_arrival()
    while case let count = attendant_udp_receive(socket, buffer.baseAddress, buffer.count, &arrival), count >= 0 {
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      guard let packet = try? RTPPacket(bytes) else { continue }
      note(packet.header, at: arrival.nanoseconds)
      guard packet.header.payloadType == 8 else { continue }
      let began = hearing.hear(UnsafeRawBufferPointer(rebasing: bytes[packet.payload]), at: arrival.nanoseconds)
      guard let began else { continue }
      changed = hearing.tone
      guard let pressed = pressedAt else { continue }
      statistics.delays[pressedBy, default: []].append(began - pressed)
      pressedAt = nil
    }
    return changed
  }

  private mutating func note(_ header: RTPHeader, at time: Int64) {
    statistics.packetsReceived += 1
    let step = lastSequence.map { Int16(bitPattern: header.sequence &- $0) } ?? 1
    if step > 1 { statistics.missing += Int(step) - 1 }
    if step > 0 { lastSequence = header.sequence }
    guard let (begin, quickest, seen) = clock else {
      clock = (header.timestamp, time, 1)
      return
    }
    let sent = time - Int64(header.timestamp &- begin) * 125_000
    guard seen >= Self.firstPackets else {
      // The very first may have been sent ahead, because they begin a prompt.
      clock = (begin, seen < Self.firstPackets / 5 ? sent : min(quickest, sent), seen + 1)
      return
    }
    statistics.lateness.add(Int(sent - quickest) / 1_000_000)
    if sent - quickest > 20_000_000 { statistics.late += 1 }
  }
}

/// Where a call's sound goes.
struct SocketTarget {
  var address: attendant_address
  var eventType: UInt8

  init?(host: String, port: UInt16, eventType: UInt8) {
    address = attendant_address()
    guard attendant_address_read(host, &address) == 0 else { return nil }
    address.port = port
    self.eventType = eventType
  }
}
