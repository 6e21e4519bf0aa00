/// Names one call or registration of a `SIPEndpoint`; never used twice by the same endpoint.
public struct SIPDialogID: Hashable, Sendable, CustomStringConvertible {
  public let number: UInt64

  public init(_ number: UInt64) {
    self.number = number
  }

  public var description: String { "sip-\(number)" }
}
