public import CallInterface
import CSockets
import Foundation
import Glibc
import Synchronization

/// The sound of many calls on one thread: each 20 ms a packet of every call goes out, and what has come is taken.
/// Receive times are the kernel's.
public final class Callers: Sendable {
  private enum Order: Sendable {
    case begin(Int, SocketTarget)
    case press(Int, DTMFDigit, KeyWay)
    case rest(Int)
    case count(@Sendable (CallerStatistics, [CallerStatistics]) -> Void)
    case forget
    case quit
  }

  /// Where each call's sound comes to, on 127.0.0.1.
  public let ports: [UInt16]
  private let orders = Mutex<[Order]>([])
  private let heard: @Sendable (_ call: Int, _ tone: Int) -> Void
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter heard: told on the callers' thread when a call hears another tone, in Hz.
  public init(_ count: Int, heard: @escaping @Sendable (_ call: Int, _ tone: Int) -> Void = { _, _ in }) throws {
    var lines: [CallerLine] = []
    do {
      for index in 0..<count { lines.append(try CallerLine(source: UInt32(0x1000 + index))) }
    } catch {
      for line in lines { line.sockets.close() }
      throw error
    }
    ports = lines.map(\.sockets.port)
    self.heard = heard
    let sounds = try KeySounds()
    let thread = Thread { [lines] in self.run(lines, sounds) }
    thread.name = "callers"
    thread.start()
  }

  /// The call's sound goes there from now on.
  public func begin(_ call: Int, host: String, port: UInt16, eventType: UInt8) throws {
    guard let target = SocketTarget(host: host, port: port, eventType: eventType) else {
      throw CallersFault.noAnswer("'\(host)' is no address")
    }
    post(.begin(call, target))
  }

  /// Presses a key of 100 ms, not sooner than 100 ms after the one before.
  public func press(_ digit: DTMFDigit, by way: KeyWay, in call: Int) { post(.press(call, digit, way)) }

  /// The call sends no more.
  public func rest(_ call: Int) { post(.rest(call)) }

  /// Begins to count anew; what the calls hear goes on.
  public func forget() { post(.forget) }

  /// What all calls together have seen so far, and each of them.
  public func statistics() async -> (all: CallerStatistics, each: [CallerStatistics]) {
    await withCheckedContinuation { done in post(.count { done.resume(returning: ($0, $1)) }) }
  }

  /// Waits for the end of the thread, and gives the sockets back.
  public func stop() {
    post(.quit)
    ended.wait()
  }

  private func post(_ order: Order) { orders.withLock { $0.append(order) } }

  private func run(_ first: [CallerLine], _ sounds: KeySounds) {
    _ = attendant_thread_precise()
    var lines = first
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 8)
    defer {
      buffer.deallocate()
      for line in lines { line.sockets.close() }
      ended.signal()
    }
    let start = Self.now(CLOCK_MONOTONIC)
    let part = 20_000_000 / Int64(max(lines.count, 1))
    for round in Int64(0)... {
      for index in lines.indices {
        // Spread over the round in groups, as callers are.
        if index % 10 == 0 { Self.sleep(until: start + round * 20_000_000 + Int64(index) * part) }
        if index == 0, !obey(&lines, sounds) { return }
        if let tone = lines[index].receive(using: buffer) { heard(index, tone) }
        lines[index].send(using: buffer)
      }
    }
  }

  /// Whether to go on.
  private func obey(_ lines: inout [CallerLine], _ sounds: KeySounds) -> Bool {
    let orders = orders.withLock { orders in
      defer { orders = [] }
      return orders
    }
    for order in orders {
      switch order {
      case .begin(let call, let target): lines[call].target = target
      case .press(let call, let digit, let way):
        lines[call].press(sounds.packets(of: digit, way), way)
      case .rest(let call): lines[call].target = nil
      case .forget: for index in lines.indices { lines[index].statistics = CallerStatistics() }
      case .count(let tell): tell(lines.map(\.statistics).reduce(CallerStatistics(), +), lines.map(\.statistics))
      case .quit: return false
      }
    }
    return true
  }

  static func now(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private static func sleep(until time: Int64) {
    var time = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }
}
