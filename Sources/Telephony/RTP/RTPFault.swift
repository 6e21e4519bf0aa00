/// Why a datagram is not what it should be. Such datagrams are counted and dropped.
public enum RTPFault: Error, Hashable, Sendable, CaseIterable {
  /// Shorter than what its header says.
  case cutOff
  /// Another version than 2: something else on this port.
  case version
  /// More padding than packet, or none where some is announced.
  case padding
  /// An RTCP packet that does not begin with a report (RFC 3550 §A.2), or of a kind that cannot stand there.
  case kind
}
