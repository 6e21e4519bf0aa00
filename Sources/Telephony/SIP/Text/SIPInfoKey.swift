public import CallInterface

/// A key in an INFO request: `application/dtmf-relay` (`Signal=5`, `Duration=160`) or `application/dtmf` (`5`).
public struct SIPInfoKey: Hashable, Sendable {
  public let digit: DTMFDigit
  /// How long it was held, where the sender says so.
  public let length: Duration?

  /// `nil` where the body is no key.
  init?(contentType: String, body: String) {
    let type = contentType.split(separator: ";").first?.trimmed.lowercased()
    switch type {
    case "application/dtmf":
      guard let digit = Self.digit(body.trimmed) else { return nil }
      self.digit = digit
      length = nil
    case "application/dtmf-relay":
      var digit: DTMFDigit?
      var length: Duration?
      for line in body.split(whereSeparator: \.isNewline) {
        let pair = line.split(separator: "=", maxSplits: 1).map(\.trimmed)
        guard pair.count == 2 else { continue }
        switch pair[0].lowercased() {
        case "signal": digit = Self.digit(pair[1])
        case "duration":
          if let milliseconds = Int(pair[1]), (0...60_000).contains(milliseconds) {
            length = .milliseconds(milliseconds)
          }
        default: break
        }
      }
      guard let digit else { return nil }
      self.digit = digit
      self.length = length
    default:
      return nil
    }
  }

  /// Some senders write the event number of RFC 4733.
  private static func digit(_ text: String) -> DTMFDigit? {
    switch text {
    case "10": return .star
    case "11": return .pound
    default: return text.count == 1 ? text.uppercased().first.flatMap { DTMFDigit($0) } : nil
    }
  }
}
