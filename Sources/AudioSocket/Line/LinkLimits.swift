/// What a connection bears, in nanoseconds.
struct LinkLimits: Hashable, Sendable {
  var id: Int64 = 5_000_000_000
  var sound: Int64 = 30_000_000_000
  /// How long nothing is read of what we send.
  var reader: Int64 = 5_000_000_000
  /// How long the other side may take to close after a goodbye.
  var close: Int64 = 2_000_000_000
}
