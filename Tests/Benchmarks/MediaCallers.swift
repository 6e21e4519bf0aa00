import CSpanDSP
import Foundation
import Synchronization

/// Callers on a thread of their own: every 20 ms each sends a packet and takes what has come.
final class Callers: Sendable {
  private let sockets: [BenchSocket]
  private let targets: [UInt16]
  private let isOver = Atomic<Bool>(false)
  private let received = Atomic<Int>(0)
  private let ended = DispatchSemaphore(value: 0)

  init(_ targets: [UInt16]) throws {
    self.targets = targets
    sockets = try targets.map { _ in try BenchSocket() }
  }

  var addresses: [UInt16] { sockets.map(\.port) }

  func start() {
    Thread.detachNewThread { self.run() }
  }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    ended.wait()
  }

  private func run() {
    var state: UInt32 = 1
    // A little noise, as on every line.
    let noise = (0..<160).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return 0xD5 ^ UInt8(state >> 30)
    }
    var packet = BenchPacket(type: 8, source: 9, payload: noise)
    let part = 20_000_000 / max(sockets.count, 1)
    let start = Measure.nanoseconds()
    var round = 0
    withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 8) { buffer in
      while !isOver.load(ordering: .relaxed) {
        packet.number(round, timestamp: round * 160)
        for (index, socket) in sockets.enumerated() {
          // Spread over the round in groups, as callers are.
          if index % 25 == 0 { Measure.sleep(until: start + round * 20_000_000 + index * part) }
          packet.send(by: socket, to: targets[index])
          while socket.receive(into: buffer) > 0 { received.add(1, ordering: .relaxed) }
        }
        if sockets.isEmpty { Measure.sleep(until: start + (round + 1) * 20_000_000) }
        round += 1
      }
    }
    ended.signal()
  }

  /// Microseconds of a thread for each packet that the callers got from it.
  /// - Parameter processorTime: of the thread so far, in nanoseconds.
  func cost(seconds: Int, _ processorTime: () throws -> Int) throws -> Double {
    Thread.sleep(forTimeInterval: 1)
    let before = (try processorTime(), received.load(ordering: .relaxed))
    Thread.sleep(forTimeInterval: Double(seconds))
    let after = (try processorTime(), received.load(ordering: .relaxed))
    let packets = after.1 - before.1
    guard packets > seconds * sockets.count * 25 else {
      throw BenchFailure(message: "\(sockets.count) callers got \(packets) packets in \(seconds) s")
    }
    return Double(after.0 - before.0) / 1000 / Double(packets)
  }
}

/// What a media server cannot do without, and nothing else: each 20 ms a packet from each socket, decoded, listened to,
/// and one encoded and sent back to where it came from.
final class BareLoop: Sendable {
  private let sockets: [BenchSocket]
  private let isOver = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)

  /// Processor time of its thread, in nanoseconds.
  let processorTime = Atomic<Int>(0)

  init(calls: Int) throws {
    sockets = try (0..<calls).map { _ in try BenchSocket() }
  }

  var addresses: [UInt16] { sockets.map(\.port) }

  func start() {
    Thread.detachNewThread { self.run() }
  }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    ended.wait()
  }

  private func run() {
    let receivers = sockets.map { _ in dtmf_rx_init(nil, nil, nil) }
    let samples = UnsafeMutablePointer<Int16>.allocate(capacity: 160)
    let spoken = UnsafeMutablePointer<Int16>.allocate(capacity: 160)
    for index in 0..<160 { spoken[index] = Int16(index * 31 % 4001 - 2000) }
    let packet = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 8)
    let start = Measure.nanoseconds()
    var round = 0
    while !isOver.load(ordering: .relaxed) {
      round += 1
      Measure.sleep(until: start + round * 20_000_000)
      for (socket, receiver) in zip(sockets, receivers) { exchange(socket, receiver, samples, spoken, packet) }
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      processorTime.store(time.tv_sec * 1_000_000_000 + time.tv_nsec, ordering: .relaxed)
    }
    for receiver in receivers { dtmf_rx_free(receiver) }
    samples.deallocate()
    spoken.deallocate()
    packet.deallocate()
    ended.signal()
  }

  private func exchange(
    _ socket: BenchSocket, _ receiver: OpaquePointer?, _ samples: UnsafeMutablePointer<Int16>,
    _ spoken: UnsafeMutablePointer<Int16>, _ packet: UnsafeMutableRawBufferPointer
  ) {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        let count = recvfrom(socket.descriptor, packet.baseAddress, packet.count, 0, address, &length)
        guard count == 172 else { return }
        for index in 0..<160 { samples[index] = alaw_to_linear(packet[12 + index]) }
        dtmf_rx(receiver, samples, 160)
        for index in 0..<160 { packet[12 + index] = linear_to_alaw(Int32(spoken[index])) }
        _ = sendto(socket.descriptor, packet.baseAddress, 172, 0, address, length)
      }
    }
  }
}
