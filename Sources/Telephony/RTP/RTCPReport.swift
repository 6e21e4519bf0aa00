/// What one side says about what it receives of one source (RFC 3550 §6.4.1).
struct ReportBlock: Hashable, Sendable {
  static let length = 24

  var source: UInt32
  /// Since the report before, in 256ths.
  var fractionLost: UInt8
  /// In all; 24 bits with sign in the packet.
  var lost: Int32
  var highestSequence: UInt32
  /// In samples.
  var jitter: UInt32
  /// The short time of the last sender report from the source, and how long ago it came; 0 where none came.
  var lastReport: UInt32
  var delay: UInt32
}

/// What a sender says about itself (RFC 3550 §6.4.1).
struct SenderInfo: Hashable, Sendable {
  static let length = 20

  var time: NTPTime
  var timestamp: UInt32
  var packets: UInt32
  var bytes: UInt32
}

/// One RTCP datagram as far as a call needs it: the report, and who leaves.
struct RTCPCompound: Hashable, Sendable {
  /// Of the first report.
  var source: UInt32
  /// Of a sender report; `nil` in a receiver report.
  var sender: SenderInfo?
  var blocks: [ReportBlock] = []
  /// Who said goodbye.
  var leaving: [UInt32] = []
}
