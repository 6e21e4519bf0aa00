/// The first byte of a message (docs.asterisk.org, channel driver AudioSocket).
enum WireKind {
  static let hangUp: UInt8 = 0x00
  static let id: UInt8 = 0x01
  static let key: UInt8 = 0x03
  /// Linear 16-bit samples at 8 kHz, the low byte first.
  static let audio: UInt8 = 0x10
  /// The same at 12 to 192 kHz, which newer exchanges know.
  static let otherRates: ClosedRange<UInt8> = 0x11...0x18
  static let error: UInt8 = 0xFF

  /// The kind, and the length of what follows, the high byte first.
  static let headerBytes = 3
  static let idBytes = 16
}
