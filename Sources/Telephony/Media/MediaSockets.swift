import CSockets
import Glibc

/// The sockets of a call: sound on an even port, reports on the next one (RFC 3550 §11). What comes to the even port and
/// is no plain sound, keys above all, has a socket of its own there: it wakes its thread at once, while sound is looked
/// at when its frame is due.
final class MediaSockets: PacketOutlet, Sendable {
  /// Half a second of packets: what is older is worth nothing.
  private static let receiveBytes: Int32 = 16_384

  let sound: Int32
  let events: Int32
  let reports: Int32
  let address: SocketAddress

  private init(sound: Int32, events: Int32, reports: Int32, address: SocketAddress) {
    self.sound = sound
    self.events = events
    self.reports = reports
    self.address = address
  }

  deinit {
    _ = attendant_close(events)
    _ = attendant_close(sound)
    _ = attendant_close(reports)
  }

  /// Binds a pair at this even port; `nil` where one of both is taken.
  static func bind(_ address: SocketAddress) throws(MediaFault) -> MediaSockets? {
    guard let sound = try open(address) else { return nil }
    var next = address
    next.port = address.port &+ 1
    do throws(MediaFault) {
      guard let reports = try open(next) else {
        _ = attendant_close(sound)
        return nil
      }
      let events = attendant_udp_divide(sound, receiveBytes)
      guard events >= 0 else {
        _ = attendant_close(reports)
        throw .system("keys cannot have a socket of their own at \(address)", code: -events)
      }
      return MediaSockets(sound: sound, events: events, reports: reports, address: address)
    } catch {
      _ = attendant_close(sound)
      throw error
    }
  }

  private static func open(_ address: SocketAddress) throws(MediaFault) -> Int32? {
    var raw = address.raw
    let socket = attendant_udp_open(&raw, receiveBytes)
    if socket == -EADDRINUSE || socket == -EACCES { return nil }
    guard socket >= 0 else { throw .system("a socket at \(address) cannot be opened", code: -socket) }
    return socket
  }

  func send(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) {
    var raw = address.raw
    _ = attendant_udp_send(sound, packet.baseAddress, packet.count, &raw)
  }

  func sendReport(_ packet: UnsafeRawBufferPointer, to address: SocketAddress) {
    var raw = address.raw
    _ = attendant_udp_send(reports, packet.baseAddress, packet.count, &raw)
  }
}
