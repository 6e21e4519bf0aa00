import CSockets

/// A port of 127.0.0.1 that nobody uses for datagrams.
enum FreePort {
  static func find() throws -> UInt16 {
    var local = attendant_address()
    guard attendant_address_read("127.0.0.1", &local) == 0 else { throw None() }
    let socket = attendant_udp_open(&local, 0)
    guard socket >= 0 else { throw None() }
    _ = attendant_udp_local(socket, &local)
    _ = attendant_close(socket)
    return local.port
  }

  struct None: Error {}
}
