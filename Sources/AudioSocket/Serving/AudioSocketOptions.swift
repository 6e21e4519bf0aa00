import CallInterface
public import Audio
public import Telephony

/// How calls over AudioSocket are taken.
public struct AudioSocketOptions: Sendable {
  /// Where exchanges connect to; port 0 is any free one.
  public var address: SocketAddress
  /// Connections at once; more are hung up at once.
  public var mostConnections = 500
  /// Whether somebody at this address may connect; asked on the listener's thread, must not wait.
  public var mayConnect: @Sendable (SocketAddress) -> Bool = { _ in true }
  public var line = LineSettings()
  /// How long the call id may take.
  public var idTimeout = Duration.seconds(5)
  /// How long no sound may come.
  public var soundTimeout = Duration.seconds(30)
  /// How long nothing may be read of what we send.
  public var readerTimeout = Duration.seconds(5)
  /// Bytes of the longest message.
  public var mostPayload = 16_000

  public init(address: SocketAddress) {
    self.address = address
  }

  var limits: LinkLimits {
    LinkLimits(id: idTimeout.nanoseconds, sound: soundTimeout.nanoseconds, reader: readerTimeout.nanoseconds)
  }
}
