import CSockets

/// The two ports of a caller: sound on an even one, and the next one for the server's reports (RFC 3550 §11). Without a
/// port of their own they would come to whichever caller has that number for its sound, and be taken for that.
struct CallerSockets {
  let sound: Int32
  let port: UInt16
  /// Nobody reads it.
  private let reports: Int32

  init() throws {
    var local = attendant_address()
    guard attendant_address_read("127.0.0.1", &local) == 0 else { throw CallersFault.noSocket(0) }
    for _ in 0..<1000 {
      local.port = 0
      let sound = attendant_udp_open(&local, 0)
      guard sound >= 0 else { throw CallersFault.noSocket(Int(-sound)) }
      _ = attendant_udp_local(sound, &local)
      let port = local.port
      local.port += 1
      if port.isMultiple(of: 2), case let reports = attendant_udp_open(&local, 2048), reports >= 0 {
        (self.sound, self.port, self.reports) = (sound, port, reports)
        return
      }
      _ = attendant_close(sound)
    }
    throw CallersFault.noSocket(0)
  }

  func close() {
    _ = attendant_close(sound)
    _ = attendant_close(reports)
  }
}
