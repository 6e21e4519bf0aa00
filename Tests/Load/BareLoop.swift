import Audio
import CSockets
import CSpanDSP
import Foundation

/// What a media server cannot do without, as a process of its own: each 20 ms a packet from each socket, decoded,
/// listened to by spandsp, and one encoded and sent back to where it came from. Ends with its standard input.
enum BareLoop {
  static func run(calls: Int) throws {
    var local = attendant_address()
    guard attendant_address_read("127.0.0.1", &local) == 0 else { return }
    let sockets = (0..<calls).map { _ in attendant_udp_open(&local, 16_384) }
    let receivers = sockets.map { _ in dtmf_rx_init(nil, nil, nil) }
    let ports = sockets.map { socket in
      var bound = attendant_address()
      _ = attendant_udp_local(socket, &bound)
      return String(bound.port)
    }
    FileHandle.standardOutput.write(Data((ports.joined(separator: " ") + "\n").utf8))
    Thread.detachNewThread {
      _ = FileHandle.standardInput.readDataToEndOfFile()
      exit(0)
    }
    _ = attendant_thread_precise()
    let spoken = (0..<160).map { Int16($0 * 31 % 4001 - 2000) }
    var samples = [Int16](repeating: 0, count: 160)
    var packet = [UInt8](repeating: 0, count: 2048)
    var arrival = attendant_arrival()
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    while true {
      time.tv_nsec += 20_000_000
      if time.tv_nsec >= 1_000_000_000 { (time.tv_sec, time.tv_nsec) = (time.tv_sec + 1, time.tv_nsec - 1_000_000_000) }
      clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil)
      for (socket, receiver) in zip(sockets, receivers) {
        guard attendant_udp_receive(socket, &packet, packet.count, &arrival) == 172 else { continue }
        packet.withUnsafeBufferPointer { packet in
          samples.withUnsafeMutableBufferPointer {
            _ = G711.aLaw.decode(UnsafeBufferPointer(rebasing: packet[12..<172]), into: $0)
          }
        }
        dtmf_rx(receiver, samples, 160)
        packet.withUnsafeMutableBufferPointer { packet in
          spoken.withUnsafeBufferPointer {
            _ = G711.aLaw.encode($0, into: UnsafeMutableBufferPointer(rebasing: packet[12..<172]))
          }
        }
        _ = attendant_udp_send(socket, packet, 172, &arrival.source)
      }
    }
  }
}
