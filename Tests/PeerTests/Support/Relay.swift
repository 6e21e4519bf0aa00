import CSockets
import Foundation
import Glibc
import Synchronization

/// A relay of datagrams between callers and a server that loses and repeats some of them, both ways.
final class Relay: Sendable {
  struct Counts: Hashable, Sendable {
    var passed = 0
    var lost = 0
    var repeated = 0
  }

  /// Callers send here.
  let port: UInt16
  private let socket: Int32
  private let server: attendant_address
  private let isOver = Atomic<Bool>(false)
  private let tally = Mutex(Counts())
  private let ended = DispatchSemaphore(value: 0)

  /// The server's side is the same socket, so it can serve one caller at a time: the last that sent.
  /// - Parameters:
  ///   - loss: of a hundred datagrams.
  ///   - again: of a hundred datagrams, so many come twice.
  init(to server: UInt16, loss: Int, again: Int, seed: UInt64) throws {
    var local = attendant_address()
    guard attendant_address_read("127.0.0.1", &local) == 0 else { throw Loopback.NoPort() }
    var target = local
    target.port = server
    self.server = target
    socket = attendant_udp_open(&local, 1 << 20)
    guard socket >= 0 else { throw Loopback.NoPort() }
    _ = attendant_udp_local(socket, &local)
    port = local.port
    Thread.detachNewThread { [self] in run(loss: loss, again: again, SeededRandom(seed: seed)) }
  }

  var counts: Counts { tally.withLock { $0 } }

  /// Waits for its thread, and closes its socket.
  func stop() {
    isOver.store(true, ordering: .relaxed)
    ended.wait()
    _ = attendant_close(socket)
  }

  private func run(loss: Int, again: Int, _ seeded: SeededRandom) {
    var random = seeded
    var caller: attendant_address?
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var arrival = attendant_arrival()
    while !isOver.load(ordering: .relaxed) {
      let count = attendant_udp_receive(socket, &buffer, buffer.count, &arrival)
      guard count >= 0 else {
        var polled = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, 50)
        continue
      }
      let isOurs = arrival.source.port == server.port
      if !isOurs { caller = arrival.source }
      guard var target = isOurs ? caller : server else { continue }
      if random.next(below: 100) < loss {
        tally.withLock { $0.lost += 1 }
        continue
      }
      let times = random.next(below: 100) < again ? 2 : 1
      for _ in 0..<times { _ = attendant_udp_send(socket, buffer, count, &target) }
      tally.withLock { counts in
        counts.passed += 1
        counts.repeated += times - 1
      }
    }
    ended.signal()
  }
}
