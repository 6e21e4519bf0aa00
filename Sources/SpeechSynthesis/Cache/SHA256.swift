import CGLib

/// SHA-256 (FIPS 180-4) of bytes that come in parts.
struct SHA256: ~Copyable {
  private let checksum: OpaquePointer

  init() {
    // Nothing but a kind that it does not know makes GLib refuse.
    guard let checksum = g_checksum_new(G_CHECKSUM_SHA256) else { preconditionFailure("GLib without SHA-256") }
    self.checksum = checksum
  }

  deinit { g_checksum_free(checksum) }

  mutating func update(_ bytes: some Sequence<UInt8>) {
    let added: Void? = bytes.withContiguousStorageIfAvailable { add($0) }
    if added == nil { Array(bytes).withUnsafeBufferPointer { add($0) } }
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { g_checksum_update(checksum, start, bytes.count) }
  }

  /// 32 bytes; nothing can be added after that.
  consuming func finalize() -> [UInt8] {
    var length: gsize = 32
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
      g_checksum_get_digest(checksum, buffer.baseAddress, &length)
      count = Int(length)
    }
  }
}
